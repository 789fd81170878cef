using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concord.Newsroom.WordPress;

/// <summary>What an export holds, what became of it, and what could not be taken as it was.</summary>
public sealed class WordPressReport
{
    /// <summary>Problems that are listed with their place; all are counted.</summary>
    public const int MaxListed = 10_000;

    private const int MaxDetail = 300;
    private readonly SortedDictionary<string, int> kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> states = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> languages = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> outcomes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> problems = new(StringComparer.Ordinal);
    private readonly List<WordPressProblem> listed = [];

    /// <summary>Title of the old site.</summary>
    public string Site { get; internal set; } = "";

    /// <summary>Its address.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>Version of the format.</summary>
    public string Version { get; internal set; } = "";

    public bool IsDryRun { get; internal set; }

    public int Items { get; internal set; }

    public int Authors { get; internal set; }

    public int Categories { get; internal set; }

    public int Tags { get; internal set; }

    /// <summary>Items by type: <c>post</c>, <c>page</c>, <c>attachment</c> …</summary>
    public IReadOnlyDictionary<string, int> Kinds => kinds;

    /// <summary>Items by state: <c>publish</c>, <c>draft</c> …</summary>
    public IReadOnlyDictionary<string, int> States => states;

    /// <summary>Posts and pages by language.</summary>
    public IReadOnlyDictionary<string, int> Languages => languages;

    /// <summary>What became of the items: <c>added</c>, <c>changed</c>, <c>unchanged</c>, <c>left-out</c>.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => outcomes;

    /// <summary>Problems by name: <c>unknown-shortcode</c>.</summary>
    public IReadOnlyDictionary<string, int> Problems => problems;

    public IReadOnlyList<WordPressProblem> Listed => listed;

    /// <summary>Name of a problem in reports: <c>UnknownShortcode</c> is <c>unknown-shortcode</c>.</summary>
    internal static string NameOf(PostProblem problem) => JsonNamingPolicy.KebabCaseLower.ConvertName(problem.ToString());

    internal void CountKind(string kind) => Count(kinds, kind.Length > 0 ? kind : "(none)");

    internal void CountState(string state) => Count(states, state.Length > 0 ? state : "(none)");

    internal void CountLanguage(string language) => Count(languages, language);

    internal void CountOutcome(WordPressOutcome outcome) =>
        Count(outcomes, JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString()));

    internal void Add(PostProblem problem, int line, long? item, string title, string detail)
    {
        var name = NameOf(problem);
        Count(problems, name);
        if (listed.Count < MaxListed)
        {
            listed.Add(new WordPressProblem(name, line, item, Shorten(title), Shorten(detail)));
        }
    }

    private static string Shorten(string text) =>
        new([
            .. (text.Length > MaxDetail ? $"{text[..MaxDetail]}…" : text).Select(letter => char.IsControl(letter) ? ' ' : letter),
        ]);

    /// <summary>Names come from the file: their number is bounded.</summary>
    private static void Count(SortedDictionary<string, int> counts, string name)
    {
        var known = name.Length > 60 ? name[..60] : name;
        var key = counts.ContainsKey(known) || counts.Count < 200 ? known : "(others)";
        counts[key] = counts.GetValueOrDefault(key) + 1;
    }
}

/// <param name="Problem">Its name: <c>unknown-shortcode</c>.</param>
/// <param name="Line">Line of the export on which the item begins.</param>
/// <param name="Item">Id of the item; null where it has none.</param>
public sealed record WordPressProblem(
    string Problem,
    int Line,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Item,
    string Title,
    string Detail
);

internal enum WordPressOutcome
{
    Added,
    Changed,
    Unchanged,
    LeftOut,
}
