using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Pages.News;

/// <summary>Choices of a list's filters: only those with results.</summary>
internal sealed record NewsChoices
{
    public required IReadOnlyList<Choice> Kinds { get; init; }

    public required IReadOnlyList<Choice> Issuers { get; init; }

    public required IReadOnlyList<Choice> Efforts { get; init; }

    public required IReadOnlyList<Choice> Members { get; init; }

    public required IReadOnlyList<Choice> Places { get; init; }

    public required IReadOnlyList<Choice> Years { get; init; }

    private const int MaxTags = 500;

    /// <param name="listed">Every edition of the list in the reader's language.</param>
    public static async Task<NewsChoices> ReadAsync(
        ConcordDb db,
        IQueryable<Edition> listed,
        IQueryable<Edition> all,
        LedgerOnDate ledger,
        KindCatalogue catalogue,
        Localizer localizer,
        CancellationToken cancellation
    )
    {
        var kinds = await KindsAsync(db, listed, catalogue, cancellation);
        var topics = await TopicsAsync(db, listed, cancellation);
        var members = topics.Where(topic => topic.Scheme == TopicScheme.Member).Select(topic => topic.Value).ToHashSet();
        var efforts = topics.Where(topic => topic.Scheme == TopicScheme.Effort).Select(topic => topic.Value).ToList();
        var byName = StringComparer.Create(localizer.Language.Culture, ignoreCase: true);
        return new NewsChoices
        {
            Kinds = [.. kinds.Select(kind => new Choice(kind, localizer[$"kind.{kind}"]))],
            Issuers =
            [
                .. (await IssuersAsync(listed, cancellation)).Select(name => new Choice(name, localizer[$"speaker.{name}"])),
            ],
            Years =
            [
                .. (await YearsAsync(listed, cancellation)).Select(year => new Choice($"{year}", localizer.Format.Year(year))),
            ],
            Members =
            [
                .. ledger
                    .Members.Where(member => members.Contains(member.Slug))
                    .Select(member => new Choice(
                        member.Slug,
                        member.Names.GetValueOrDefault(localizer.Language.Code) ?? member.Slug
                    ))
                    .OrderBy(choice => choice.Name, byName),
            ],
            Places = [.. (await PlacesAsync(db, listed, localizer, cancellation)).OrderBy(choice => choice.Name, byName)],
            Efforts = await all.Where(edition => efforts.Contains(edition.Document.Slug))
                .OrderBy(edition => edition.Document.Position)
                .Select(edition => new Choice(
                    edition.Document.Slug,
                    edition.Releases.First(revision => revision.Number == edition.PublicRevision).Title
                ))
                .ToListAsync(cancellation),
        };
    }

    /// <summary>One query for each kind, which ends at the first row.</summary>
    private static async Task<List<string>> KindsAsync(
        ConcordDb db,
        IQueryable<Edition> listed,
        KindCatalogue catalogue,
        CancellationToken cancellation
    )
    {
        var kinds = new List<string>();
        foreach (var kind in catalogue.Names)
        {
            if (
                await db.Set<Document>()
                    .Where(document => document.Kind == kind)
                    .AnyAsync(document => listed.Any(edition => edition.DocumentId == document.Id), cancellation)
            )
            {
                kinds.Add(kind);
            }
        }

        return kinds;
    }

    /// <summary>One query for each issuer, which ends at the first row.</summary>
    private static async Task<List<string>> IssuersAsync(IQueryable<Edition> listed, CancellationToken cancellation)
    {
        var issuers = new List<string>();
        foreach (var speaker in Enum.GetValues<Speaker>())
        {
            if (await listed.AnyAsync(edition => edition.Document.Speaker == speaker, cancellation))
            {
                issuers.Add(NewsFilter.NameOf(speaker)!);
            }
        }

        return issuers;
    }

    private static Task<List<Choice>> PlacesAsync(
        ConcordDb db,
        IQueryable<Edition> listed,
        Localizer localizer,
        CancellationToken cancellation
    ) =>
        db.Set<PlaceName>()
            .Where(name => name.Language == localizer.Language.Code)
            .Where(name =>
                db.Set<Document>()
                    .Any(document => document.Place == name.Place && listed.Any(edition => edition.DocumentId == document.Id))
            )
            .Select(name => new Choice(name.Place, name.Name))
            .ToListAsync(cancellation);

    /// <summary>Newest first. One query for each year reads one row of the index instead of the whole archive.</summary>
    private static async Task<List<int>> YearsAsync(IQueryable<Edition> listed, CancellationToken cancellation)
    {
        var years = new List<int>();
        var from = DateTime.MinValue;
        while (
            await listed
                .Where(edition => edition.PublishedAt >= from)
                .OrderBy(edition => edition.PublishedAt)
                .Select(edition => (DateTime?)edition.PublishedAt)
                .FirstOrDefaultAsync(cancellation)
                is { } oldest
        )
        {
            years.Insert(0, oldest.Year);
            from = new DateTime(oldest.Year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        }

        return years;
    }

    /// <summary>
    /// The members and lines of effort of listed documents; the search for each topic ends at the first row.
    /// </summary>
    private static Task<List<TopicName>> TopicsAsync(ConcordDb db, IQueryable<Edition> listed, CancellationToken cancellation) =>
        db.Set<Topic>()
            .Where(topic => topic.Scheme == TopicScheme.Member || topic.Scheme == TopicScheme.Effort)
            .Select(topic => new { topic.Scheme, topic.Value })
            .Distinct()
            // With a limit the names are collected first; without, each row of the table is checked on its own.
            .OrderBy(name => name.Value)
            .Take(MaxTags)
            .Where(name =>
                db.Set<Topic>()
                    .Any(topic =>
                        topic.Scheme == name.Scheme
                        && topic.Value == name.Value
                        && listed.Any(edition => edition.DocumentId == topic.DocumentId)
                    )
            )
            .Select(name => new TopicName(name.Scheme, name.Value))
            .ToListAsync(cancellation);

    private sealed record TopicName(TopicScheme Scheme, string Value);
}
