using Concord.Foundation.Pages;

namespace Concord.Newsletters.Subscribers;

/// <summary>What a reader wants to hear of: everything, or some of statements, other news, and lines of effort.</summary>
internal sealed record NewsletterTopics
{
    public const string Statements = "statements";
    public const string News = "news";
    private const string EffortPrefix = "effort:";

    public static NewsletterTopics Everything { get; } = new() { Values = [] };

    /// <summary>Empty for everything.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    public bool IsEverything => Values.Count == 0;

    public static string EffortValue(string slug) => $"{EffortPrefix}{slug}";

    /// <param name="efforts">Slugs that exist.</param>
    /// <returns>Those that are known, in a fixed order.</returns>
    public static NewsletterTopics Choose(IEnumerable<string> values, IEnumerable<string> efforts)
    {
        var known = new[] { Statements, News }.Concat(efforts.Select(EffortValue));
        return new NewsletterTopics { Values = [.. known.Intersect(values, StringComparer.Ordinal)] };
    }

    public static NewsletterTopics Read(string stored) =>
        new() { Values = stored.Split(' ', StringSplitOptions.RemoveEmptyEntries) };

    /// <summary>As it is stored: with blanks between.</summary>
    public override string ToString() => string.Join(' ', Values);

    public bool Contains(PublishedDocument document) =>
        IsEverything
        || Values.Contains(document.Kind == "statement" ? Statements : News)
        || document.Efforts.Any(effort => Values.Contains(EffortValue(effort)));
}
