using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Newsroom.Commands;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Embeds;

/// <summary>The embeds of texts; each sort is shown by the module that has its data.</summary>
internal sealed class TextEmbeds(ConcordDb db, IEnumerable<IEmbed> sorts, PageStyle style, CacheTags tags)
{
    private readonly Dictionary<string, IEmbed> byScheme = sorts.ToDictionary(sort => sort.Scheme, StringComparer.Ordinal);

    /// <summary>What is stored about the embeds of a new revision.</summary>
    public static IEnumerable<RevisionEmbed> Of(Guid revision, string body) =>
        MarkdownText
            .Embeds(body)
            .Select(
                (embed, position) =>
                    new RevisionEmbed
                    {
                        RevisionId = revision,
                        Position = position,
                        Scheme = embed.Scheme,
                        Target = embed.Target,
                    }
            );

    /// <returns>The first embed of a text that cannot be shown, as <c>scheme:target</c>; null where all can.</returns>
    public Task<string?> FirstUnknownAsync(string body, CancellationToken cancellation) =>
        FirstUnknownAsync(MarkdownText.Embeds(body).Select(embed => (embed.Scheme, embed.Target)), cancellation);

    /// <summary>What is missing of the embeds of editions that are about to be released.</summary>
    /// <returns>Null where nothing is.</returns>
    public async Task<NewsroomResult?> FindFaultAsync(IReadOnlyList<ReleasableEdition> items, CancellationToken cancellation)
    {
        var ids = items.Select(item => item.Document.NewestOf(item.Edition)!.Id).ToList();
        var named = await db.Set<RevisionEmbed>()
            .AsNoTracking()
            .Where(row => ids.Contains(row.RevisionId))
            .ToListAsync(cancellation);
        foreach (var item in items)
        {
            var revision = item.Document.NewestOf(item.Edition)!.Id;
            var embeds = named.Where(row => row.RevisionId == revision).Select(row => (row.Scheme, row.Target)).ToList();
            var (slug, language) = (item.Document.Document.Slug, item.Edition.Language);
            if (await FirstUnknownAsync(embeds, cancellation) is { } unknown)
            {
                return new NewsroomResult(NewsroomCode.UnknownEmbed, slug, language, unknown);
            }

            if (await FirstLackAsync(embeds, language, cancellation) is var (embed, code))
            {
                return new NewsroomResult(code, slug, language, embed);
            }
        }

        return null;
    }

    /// <returns>The HTML of each embed that can be shown.</returns>
    public async Task<IReadOnlyDictionary<TextEmbed, string>> RenderAsync(
        string body,
        EmbedContext context,
        CancellationToken cancellation
    )
    {
        var rendered = new Dictionary<TextEmbed, string>();
        foreach (var embed in MarkdownText.Embeds(body))
        {
            // What is said about a file or a recording changes without a release.
            tags.Add([.. embed.References]);
            if (
                byScheme.TryGetValue(embed.Scheme, out var sort)
                && await sort.RenderAsync(embed, context, cancellation) is { } html
            )
            {
                style.Use(sort.Style);
                rendered[embed] = html;
            }
        }

        return rendered;
    }

    /// <returns>For the search: the words that readers find in what a text embeds.</returns>
    public async Task<IReadOnlyList<string>> TextsAsync(string body, string language, CancellationToken cancellation)
    {
        var texts = new List<string>();
        foreach (var (_, sort, targets) in BySort(MarkdownText.Embeds(body).Select(embed => (embed.Scheme, embed.Target))))
        {
            texts.AddRange(sort is null ? [] : await sort.FindTextsAsync(targets, language, cancellation));
        }

        return texts;
    }

    private async Task<string?> FirstUnknownAsync(
        IEnumerable<(string Scheme, string Target)> embeds,
        CancellationToken cancellation
    )
    {
        foreach (var (scheme, sort, targets) in BySort(embeds))
        {
            if ((sort is null ? targets : await sort.FindUnknownAsync(targets, cancellation)) is [var first, ..])
            {
                return $"{scheme}:{first}";
            }
        }

        return null;
    }

    private async Task<(string Embed, NewsroomCode Code)?> FirstLackAsync(
        IEnumerable<(string Scheme, string Target)> embeds,
        string language,
        CancellationToken cancellation
    )
    {
        foreach (var (scheme, sort, targets) in BySort(embeds))
        {
            if (sort is not null && await sort.FindLackAsync(targets, language, cancellation) is var (target, kind))
            {
                var code = kind == EmbedLackKind.NotReady ? NewsroomCode.EmbedNotReady : NewsroomCode.EmbedTextsMissing;
                return ($"{scheme}:{target}", code);
            }
        }

        return null;
    }

    private IEnumerable<(string Scheme, IEmbed? Sort, IReadOnlyList<string> Targets)> BySort(
        IEnumerable<(string Scheme, string Target)> embeds
    ) =>
        embeds
            .GroupBy(embed => embed.Scheme, embed => embed.Target, StringComparer.Ordinal)
            .Select(group =>
                (
                    group.Key,
                    byScheme.GetValueOrDefault(group.Key),
                    (IReadOnlyList<string>)[.. group.Distinct(StringComparer.Ordinal)]
                )
            );
}
