using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pages.News;

/// <summary>What a list can be narrowed to: only what would find something.</summary>
internal sealed record NewsChoices
{
    public required IReadOnlyList<Choice> Kinds { get; init; }

    public required IReadOnlyList<Choice> Efforts { get; init; }

    public required IReadOnlyList<Choice> Members { get; init; }

    public required IReadOnlyList<Choice> Places { get; init; }

    public required IReadOnlyList<Choice> Years { get; init; }

    /// <param name="listed">Every edition the list carries in the reader's language.</param>
    public static async Task<NewsChoices> ReadAsync(
        ConcordDb db,
        IQueryable<Edition> listed,
        IQueryable<Edition> all,
        LedgerOnDate ledger,
        Words words,
        CancellationToken cancellation
    )
    {
        var kinds = await listed.Select(edition => edition.Kind).Distinct().ToListAsync(cancellation);
        var years = await listed.Select(edition => edition.PublishedAt.Year).Distinct().ToListAsync(cancellation);
        var places = await listed.Select(edition => edition.Document.Place).Distinct().ToListAsync(cancellation);
        var topics = await listed
            .SelectMany(edition => edition.Document.Topics)
            .Where(topic => topic.Scheme == TopicScheme.Member || topic.Scheme == TopicScheme.Effort)
            .Select(topic => new { topic.Scheme, topic.Value })
            .Distinct()
            .ToListAsync(cancellation);
        var members = topics.Where(topic => topic.Scheme == TopicScheme.Member).Select(topic => topic.Value).ToHashSet();
        var efforts = topics.Where(topic => topic.Scheme == TopicScheme.Effort).Select(topic => topic.Value).ToList();
        var byName = StringComparer.Create(words.Language.Culture, ignoreCase: true);
        return new NewsChoices
        {
            Kinds = [.. kinds.Select(kind => new Choice(kind, words[$"kind.{kind}"]))],
            Years = [.. years.OrderDescending().Select(year => new Choice($"{year}", words.Format.Year(year)))],
            Members =
            [
                .. ledger
                    .Members.Where(member => members.Contains(member.Slug))
                    .Select(member => new Choice(member.Slug, member.Names.GetValueOrDefault(words.Language.Code) ?? member.Slug))
                    .OrderBy(choice => choice.Name, byName),
            ],
            Places = await db.Set<PlaceName>()
                .Where(name => name.Language == words.Language.Code && places.Contains(name.Place))
                .OrderBy(name => name.Name)
                .Select(name => new Choice(name.Place, name.Name))
                .ToListAsync(cancellation),
            Efforts = await all.Where(edition => efforts.Contains(edition.Document.Slug))
                .OrderBy(edition => edition.Document.Position)
                .Select(edition => new Choice(
                    edition.Document.Slug,
                    edition.Revisions.First(revision => revision.Number == edition.PublicRevision).Title
                ))
                .ToListAsync(cancellation),
        };
    }
}

internal sealed record Choice(string Value, string Name);
