using System.Globalization;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Concord.Newsroom.Pages.News;

/// <summary>A reader's filter of a list; empty means everything.</summary>
/// <param name="Issuer">Who issued a statement.</param>
internal sealed record NewsFilter(string? Kind, Speaker? Issuer, string? Member, string? Effort, string? Place, int? Year)
{
    private static readonly Speaker[] Speakers = Enum.GetValues<Speaker>();

    public static readonly NewsFilter Empty = new(null, null, null, null, null, null);

    public bool IsEmpty => this == Empty;

    /// <returns>Null where a value is invalid: then the response is 404.</returns>
    public static NewsFilter? Read(IQueryCollection query)
    {
        var year = Value(query, "year");
        int? number =
            int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read is >= 2000 and <= 2100
                ? read
                : null;
        var issuer = Value(query, "issuer");
        Speaker? speaker = issuer is null ? null : Array.Find(Speakers, one => NameOf(one) == issuer);
        return (year is not null && number is null) || (issuer is not null && NameOf(speaker) != issuer)
            ? null
            : new NewsFilter(
                Value(query, "kind"),
                speaker,
                Value(query, "member"),
                Value(query, "effort"),
                Value(query, "place"),
                number
            );
    }

    /// <param name="topics">Of all documents.</param>
    public IQueryable<Edition> Apply(IQueryable<Edition> editions, IQueryable<Topic> topics, KindCatalogue kinds, string list)
    {
        var listed = kinds.In(list).Where(kind => Kind is null || kind == Kind).ToList();
        editions = editions.Where(edition => listed.Contains(edition.Kind));
        if (Place is not null)
        {
            editions = editions.Where(edition => edition.Document.Place == Place);
        }

        if (Issuer is { } issuer)
        {
            editions = editions.Where(edition => edition.Document.Speaker == issuer);
        }

        if (Year is { } year)
        {
            var (from, until) = (
                new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                new DateTime(year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc)
            );
            editions = editions.Where(edition => edition.PublishedAt >= from && edition.PublishedAt < until);
        }

        return WithTopic(WithTopic(editions, topics, TopicScheme.Member, Member), topics, TopicScheme.Effort, Effort);
    }

    /// <summary>The query string of this filter, with its question mark; empty where nothing is filtered.</summary>
    public string QueryOn(int page)
    {
        var query = new QueryBuilder();
        Add(query, "kind", Kind);
        Add(query, "issuer", NameOf(Issuer));
        Add(query, "member", Member);
        Add(query, "effort", Effort);
        Add(query, "place", Place);
        Add(query, "year", Year?.ToString(CultureInfo.InvariantCulture));
        Add(query, "page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null);
        return query.ToString();
    }

    /// <summary>In addresses and keys of texts.</summary>
    public static string? NameOf(Speaker? speaker) => speaker?.ToString().ToLowerInvariant();

    /// <summary>Without reading the document: a list stops as soon as a page is full.</summary>
    private static IQueryable<Edition> WithTopic(
        IQueryable<Edition> editions,
        IQueryable<Topic> topics,
        TopicScheme scheme,
        string? value
    )
    {
        return value is null
            ? editions
            : editions.Where(edition =>
                topics.Any(topic => topic.DocumentId == edition.DocumentId && topic.Scheme == scheme && topic.Value == value)
            );
    }

    /// <summary>Without the character U+0000, which PostgreSQL compares with nothing.</summary>
    private static string? Value(IQueryCollection query, string name) =>
        query[name].FirstOrDefault() is { Length: > 0 and <= 100 } value
            ? value.Replace("\0", "", StringComparison.Ordinal)
            : null;

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Add(name, value);
        }
    }
}
