using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Media;
using Concord.Newsroom.Embeds;
using Concord.Newsroom.Kinds;
using Concord.Newsroom.Pictures;
using Microsoft.AspNetCore.Html;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Documents;

/// <summary>The body of an edition as HTML: computed values filled in, links to other documents resolved for the reader.</summary>
internal sealed class ArticleText(
    ConcordDb db,
    TextTokens tokens,
    MarkdownText markdown,
    MediaStore media,
    TextEmbeds embeds,
    KindCatalogue kinds,
    CacheTags tags,
    Localizer localizer,
    SiteClock clock
)
{
    /// <param name="mediaQuery">Appended to the addresses of pictures: the token of a preview.</param>
    /// <param name="today">The day for which values without a date of their own are computed.</param>
    public async Task<IHtmlContent> RenderAsync(
        string body,
        Language language,
        string mediaQuery,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        var slugs = MarkdownText.DocumentLinks(body).Select(link => link.Slug).Distinct(StringComparer.Ordinal).ToList();
        tags.Add([.. slugs.Select(slug => $"document:{slug}")]);
        var addresses = slugs.Count == 0 ? [] : await AddressesAsync(slugs, language.Code, cancellation);
        var text = await tokens.FillAsync(body, language, today, cancellation);
        var names = MarkdownText.Pictures(text).Select(picture => picture.Name).Distinct(StringComparer.Ordinal).ToList();
        var pictures = await media.FindAsync(names, language, cancellation);
        var shown = await embeds.RenderAsync(text, new EmbedContext(localizer, today, mediaQuery), cancellation);
        return new HtmlString(
            markdown.ToHtml(
                text,
                addresses.GetValueOrDefault,
                $"/{language.Code}",
                picture =>
                    pictures.TryGetValue(picture.Name, out var stored)
                        ? PictureHtml.Of(picture, stored.WithQuery(mediaQuery), localizer)
                        : null,
                shown.GetValueOrDefault
            )
        );
    }

    /// <summary>
    /// Links lead only to editions in the reader's language, so that nobody arrives at a text they cannot read.
    /// </summary>
    private async Task<Dictionary<string, string>> AddressesAsync(
        List<string> slugs,
        string language,
        CancellationToken cancellation
    )
    {
        var found = await db.Set<Edition>()
            .AsNoTracking()
            .Where(EditionVisibility.Listed(clock.Now))
            .Where(edition => edition.Language == language && slugs.Contains(edition.Document.Slug))
            .Select(edition => new { edition.Document.Slug, edition.Document.Kind })
            .ToListAsync(cancellation);
        return found.ToDictionary(row => row.Slug, row => kinds.AddressOf(language, row.Kind, row.Slug), StringComparer.Ordinal);
    }
}
