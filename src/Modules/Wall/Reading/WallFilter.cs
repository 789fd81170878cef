using Concord.Wall.Posts;
using Concord.Wall.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Concord.Wall.Reading;

/// <summary>The filter of the wall; empty means everything.</summary>
/// <param name="Hashtag">Normalized.</param>
internal sealed record WallFilter(string? Member, string? Language, string? Hashtag, string? Effort)
{
    /// <summary>Value of the query key <c>order</c>.</summary>
    public const string ByTime = "newest";

    public static readonly WallFilter None = new(null, null, null, null);

    /// <summary>Slug, on a campaign's own page: posts that belong to it or have its name as a hashtag.</summary>
    public string? Campaign { get; init; }

    /// <summary>Slug, on the page of a text: posts that were attached to it.</summary>
    public string? Attached { get; init; }

    /// <summary>Slug, on a member's own page: posts of the member or attached to it.</summary>
    public string? MemberPage { get; init; }

    /// <summary>True where the reader chose all languages by time, instead of the page's language first.</summary>
    public bool IsByTime { get; init; }

    public bool IsEmpty => this == None;

    /// <summary>A post needs one of these topics; empty requires none.</summary>
    public IReadOnlyList<(TopicScheme Scheme, string Value)> Topics =>
        Campaign is { } campaign ? [(TopicScheme.Campaign, campaign), (TopicScheme.Hashtag, Text.Hashtag.Fold(campaign))]
        : Attached is { } text ? [(TopicScheme.Campaign, text)]
        : MemberPage is { } page ? [(TopicScheme.Member, page)]
        : Hashtag is { } tag ? [(TopicScheme.Hashtag, tag)]
        : Effort is { } effort ? [(TopicScheme.Effort, effort)]
        : [];

    public bool Lets(string? member, string language, IReadOnlyCollection<(TopicScheme Scheme, string Value)> topics) =>
        (Member is null || member == Member)
        && (Language is null || language == Language)
        && (Effort is null || topics.Contains((TopicScheme.Effort, Effort)))
        && (Topics.Count == 0 || Topics.Any(topics.Contains) || (MemberPage is not null && member == MemberPage));

    public static WallFilter Read(IQueryCollection query)
    {
        var tag = Value(query, "hashtag") is { } asked ? Text.Hashtag.Fold(asked) : null;
        return new WallFilter(
            Value(query, "member"),
            Value(query, "language"),
            tag is { Length: > 0 } ? tag : null,
            Value(query, "effort")
        )
        {
            IsByTime = Value(query, "order") == ByTime,
        };
    }

    /// <summary>Where a page begins; null for the first.</summary>
    /// <returns>False where the query has something else: there is no such page.</returns>
    public static bool TryReadAfter(IQueryCollection query, out WallPlace? after)
    {
        after = null;
        return query["after"].FirstOrDefault() is not { Length: > 0 } text || WallPlace.TryParse(text, out after);
    }

    /// <summary>
    /// The query of this filter after a position, with its question mark; empty where there is nothing to state.
    /// </summary>
    public string QueryAfter(WallPlace? place)
    {
        var query = new QueryBuilder();
        Add(query, "member", Member ?? MemberPage);
        Add(query, "language", Language);
        Add(query, "hashtag", Hashtag ?? (Campaign is { } campaign ? Text.Hashtag.Fold(campaign) : null));
        Add(query, "effort", Effort);
        Add(query, "order", IsByTime ? ByTime : null);
        Add(query, "after", place?.ToString());
        return query.ToString();
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
