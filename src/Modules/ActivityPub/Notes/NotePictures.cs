using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Media;

namespace Concord.ActivityPub.Notes;

/// <summary>The pictures of documents, as their pages show them.</summary>
internal sealed class NotePictures(MediaStore media)
{
    public Task<IReadOnlyDictionary<string, PagePicture>> OfAsync(
        IReadOnlyList<PublishedDocument> documents,
        Language language,
        CancellationToken cancellation
    ) => media.FindAsync([.. documents.Select(document => document.Picture).OfType<string>().Distinct()], language, cancellation);

    public async Task<PagePicture?> OfAsync(PublishedDocument document, Language language, CancellationToken cancellation) =>
        document.Picture is { } name ? (await OfAsync([document], language, cancellation)).GetValueOrDefault(name) : null;
}
