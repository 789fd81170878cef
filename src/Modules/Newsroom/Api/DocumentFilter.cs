using Concord.Foundation.Api;
using Concord.Foundation.Languages;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Api;

/// <summary>Filters of <c>/api/v1/documents</c>.</summary>
internal sealed class DocumentFilter(LanguageSet languages, KindCatalogue kinds)
{
    private readonly ApiParameter lang = ApiParameter.Language(
        languages,
        "Documents with an edition in this language, and only that edition."
    );

    private readonly ApiParameter kind = new("kind", "One kind of document.", null, "statement") { Allowed = [.. kinds.Names] };
    private readonly ApiParameter member = new("member", "Slug of a member it is connected with.", null, "iraq");
    private readonly ApiParameter effort = new("effort", "Slug of a line of effort it belongs to.", null, "stabilisation");
    private readonly ApiParameter campaign = new("campaign", "Slug of a campaign it belongs to.");
    private readonly ApiParameter place = new("place", "Slug of the place it is about.", null, "raqqa");
    private readonly ApiParameter from = new("from", "Published on this day (UTC) or later.", "date", "2020-10-01");
    private readonly ApiParameter until = new("until", "Published on this day (UTC) or earlier.", "date", "2020-12-31");

    public ApiQuery Query =>
        new([lang, kind, member, effort, campaign, place, from, until, ApiParameter.Limit, ApiParameter.Cursor]);

    /// <summary>For one document.</summary>
    public ApiQuery LanguageOnly => new([lang]);

    public string? Language(QueryReader asked) => asked.Text(lang);

    /// <param name="now">UTC.</param>
    public IQueryable<Document> Apply(IQueryable<Document> documents, QueryReader asked, DateTime now)
    {
        var listed = EditionVisibility.Listed(now);
        documents = asked.Text(lang) is { } code
            ? documents.Where(row => row.Editions.AsQueryable().Where(listed).Any(edition => edition.Language == code))
            : documents.Where(row => row.Editions.AsQueryable().Any(listed));
        if (asked.Text(kind) is { } name)
        {
            documents = documents.Where(row => row.Kind == name);
        }

        if (asked.Text(place) is { } where)
        {
            documents = documents.Where(row => row.Place == where);
        }

        if (asked.Day(from) is { } first)
        {
            var start = first.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            documents = documents.Where(row => row.PublishedAt >= start);
        }

        if (asked.Day(until) is { } last && last < DateOnly.MaxValue)
        {
            var end = last.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            documents = documents.Where(row => row.PublishedAt < end);
        }

        documents = WithTopic(documents, TopicScheme.Member, asked.Text(member));
        documents = WithTopic(documents, TopicScheme.Effort, asked.Text(effort));
        return WithTopic(documents, TopicScheme.Campaign, asked.Text(campaign));
    }

    private static IQueryable<Document> WithTopic(IQueryable<Document> documents, TopicScheme scheme, string? value) =>
        value is null
            ? documents
            : documents.Where(row => row.Topics.Any(topic => topic.Scheme == scheme && topic.Value == value));
}
