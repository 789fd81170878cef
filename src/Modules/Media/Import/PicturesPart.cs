using Concord.Foundation.Languages;
using Concord.Foundation.Packs;
using Concord.Foundation.Storage;

namespace Concord.Media.Import;

/// <summary>Takes the pictures of a content pack: <c>pictures/{name}/picture.yaml</c> and the files beside it.</summary>
internal sealed class PicturesPart(ConcordDb db, MediaShelf shelf, LanguageSet languages) : IContentPart
{
    public int Order => 5;

    public Task<IContentChange> ReadAsync(PackFolder pack, CancellationToken cancellation)
    {
        var reader = new PictureFolder(pack, languages);
        var pictures = pack.Folders("pictures").Select(reader.Read).OfType<PictureDraft>().ToList();
        return Task.FromResult<IContentChange>(new PicturesChange(db, shelf, pictures));
    }
}
