using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Sections;

/// <summary>On a member's page: statements that name it, or that were issued for all members while it was one.</summary>
internal sealed class MemberStatements(ConcordDb db, KindCatalogue kinds, MemberLedger ledger) : IPageSection
{
    public SectionPage Page => SectionPage.Member;

    public int Order => 10;

    public IReadOnlyList<string> Tags => ["documents"];

    public async Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        if (await ledger.FindAsync(query.Subject, query.Today, cancellation) is not { } member)
        {
            return null;
        }

        var begins = member.AttestedBy.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var ends = (member.LeftOn ?? DateOnly.MaxValue.AddDays(-1)).AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var statements = kinds.In("statements");
        var ofMember = db.Set<Edition>()
            .Where(edition => statements.Contains(edition.Kind))
            .Where(edition =>
                edition.Document.Topics.Any(topic => topic.Scheme == TopicScheme.Member && topic.Value == query.Subject)
                // A summary names who joined; only a full text is known to be of all.
                || (
                    edition.Document.Speaker == Speaker.AllMembers
                    && edition.PublishedAt >= begins
                    && edition.PublishedAt < ends
                    && edition.Releases.First(release => release.Number == edition.PublicRevision).Original == null
                )
            );
        return await MemberHeadlines.ComposeAsync(db, ofMember, query, "statements.of-member", cancellation);
    }
}

/// <summary>On a member's page: the news that names it.</summary>
internal sealed class MemberNews(ConcordDb db, KindCatalogue kinds) : IPageSection
{
    public SectionPage Page => SectionPage.Member;

    public int Order => 20;

    public IReadOnlyList<string> Tags => ["documents"];

    public Task<PageSection?> ComposeAsync(SectionQuery query, CancellationToken cancellation)
    {
        var news = kinds.In("news").Except(kinds.In("statements")).ToList();
        var ofMember = db.Set<Edition>()
            .Where(edition => news.Contains(edition.Kind))
            .Where(edition =>
                edition.Document.Topics.Any(topic => topic.Scheme == TopicScheme.Member && topic.Value == query.Subject)
            );
        return MemberHeadlines.ComposeAsync(db, ofMember, query, "news.of-member", cancellation);
    }
}

/// <summary>Headlines on a member's page.</summary>
/// <param name="Heading">Key of the text.</param>
internal sealed record MemberHeadlines(string Heading, HeadlineList List)
{
    private const int MaxItems = 10;

    public static async Task<PageSection?> ComposeAsync(
        ConcordDb db,
        IQueryable<Edition> editions,
        SectionQuery query,
        string heading,
        CancellationToken cancellation
    )
    {
        var newest = editions
            .Where(EditionVisibility.Listed(query.Now))
            .Where(edition => edition.Language == query.Language.Code)
            .OrderByDescending(edition => edition.PublishedAt)
            .ThenBy(edition => edition.DocumentId)
            .Take(MaxItems);
        var list = await HeadlineList.ReadAsync(db, newest, query.Language, cancellation);
        return list.Headlines.Count == 0
            ? null
            : new PageSection(SectionPlace.Body, "/Pages/News/_OfMember.cshtml", new MemberHeadlines(heading, list));
    }
}
