using System.Text.Json;
using Concord.WordPress;

namespace Concord.Newsroom.WordPress;

/// <summary>Counts what an import meets and does.</summary>
internal sealed class WordPressTally
{
    /// <summary>Problems that are listed with their place; all are counted.</summary>
    public const int MaxListed = 10_000;

    private const int MaxDetail = 300;
    private const int MaxNames = 200;
    private const int MaxName = 60;
    private readonly SortedDictionary<string, int> kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> states = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> languages = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> problems = new(StringComparer.Ordinal);
    private readonly List<WordPressProblem> listed = [];

    public int Items { get; private set; }

    /// <summary>Name of a problem in reports: <c>UnknownShortcode</c> is <c>unknown-shortcode</c>.</summary>
    public static string NameOf(PostProblem problem) => JsonNamingPolicy.KebabCaseLower.ConvertName(problem.ToString());

    public void CountItem(ExportItem item)
    {
        Items++;
        Count(kinds, item.Type.Length > 0 ? item.Type : "(none)");
        Count(states, item.Status.Length > 0 ? item.Status : "(none)");
    }

    public void CountLanguage(string language) => Count(languages, language);

    public void CountOutcome(WordPressOutcome outcome) =>
        Count(outcomes, JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString()));

    public void Add(PostProblem problem, int line, long? item, string title, string detail)
    {
        var name = NameOf(problem);
        Count(problems, name);
        if (listed.Count < MaxListed)
        {
            listed.Add(new WordPressProblem(name, line, item, Shorten(title), Shorten(detail)));
        }
    }

    public WordPressReport ToReport(ExportSite site, bool isDryRun) =>
        new()
        {
            Site = site.Title,
            Address = site.Address,
            Version = site.Version,
            IsDryRun = isDryRun,
            Items = Items,
            Authors = site.Authors.Count,
            Categories = site.Terms.Count(term => term.Taxonomy == "category"),
            Tags = site.Terms.Count(term => term.Taxonomy == "post_tag"),
            Kinds = kinds,
            States = states,
            Languages = languages,
            Outcomes = outcomes,
            Problems = problems,
            Listed = listed,
        };

    private static string Shorten(string text) =>
        new([
            .. (text.Length > MaxDetail ? $"{text[..MaxDetail]}…" : text).Select(letter => char.IsControl(letter) ? ' ' : letter),
        ]);

    /// <summary>Names come from the file: their number is bounded.</summary>
    private static void Count(SortedDictionary<string, int> counts, string name)
    {
        var known = name.Length > MaxName ? name[..MaxName] : name;
        var key = counts.ContainsKey(known) || counts.Count < MaxNames ? known : "(others)";
        counts[key] = counts.GetValueOrDefault(key) + 1;
    }
}

internal enum WordPressOutcome
{
    Added,
    Changed,
    Unchanged,
    LeftOut,
}
