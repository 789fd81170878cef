using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media.Library;

namespace Concord.Media.Import;

/// <summary>Imports the pictures of a content pack: <c>pictures/{name}/picture.yaml</c> and the files beside it.</summary>
internal sealed class PictureImporter(ConcordDb db, MediaStore media, PictureCrops crops, LanguageSet languages)
    : IContentImporter
{
    public int Order => 5;

    public Task<IImportPlan> ReadAsync(ContentFolder pack, CancellationToken cancellation)
    {
        var reader = new PictureFolder(pack, languages);
        var pictures = pack.Folders("pictures").Select(reader.Read).OfType<PictureDraft>().ToList();
        return Task.FromResult<IImportPlan>(new PictureImportPlan(db, media, crops, pictures));
    }
}
