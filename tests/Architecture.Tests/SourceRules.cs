using System.Text.RegularExpressions;

namespace Concord.Architecture.Tests;

/// <summary>Rules about source files: pure functions over names and texts, so that each can be tested.</summary>
internal static partial class SourceRules
{
    private static readonly string[] VagueEndings = ["Manager", "Helper", "Helpers", "Util", "Utils", "Dto"];

    /// <summary>Meaningless type names.</summary>
    public static IEnumerable<string> VagueNames(string source) =>
        TypeName().Matches(source).Select(match => match.Groups["name"].Value).Where(name => VagueEndings.Any(name.EndsWith));

    /// <summary>Code that writes rows of documents: only commands may.</summary>
    public static IEnumerable<string> DocumentWrites(string source) =>
        DocumentWrite().Matches(source).Select(match => match.Value);

    /// <summary>Whether a documentation comment has a summary without text.</summary>
    public static bool HasEmptySummary(string source) => EmptySummary().IsMatch(source);

    /// <summary>Bulk changes, which bypass the digests of audited rows.</summary>
    public static IEnumerable<string> BulkChanges(string source) => BulkChange().Matches(source).Select(match => match.Value);

    /// <summary>The tables that a model part declares.</summary>
    public static IEnumerable<string> Tables(string source) =>
        TableName().Matches(source).Select(match => match.Groups["name"].Value);

    /// <summary>Tables of other modules that are named in the text of a module.</summary>
    /// <param name="tables">Of all modules; each begins with its module's name.</param>
    public static IEnumerable<string> ForeignTables(string module, string source, IEnumerable<string> tables) =>
        tables
            .Where(table => !table.StartsWith($"{module}_", StringComparison.Ordinal))
            .Where(table => Regex.IsMatch(source, $@"\b{table}\b", default, TimeSpan.FromSeconds(1)));

    /// <summary>Physical left and right in a style sheet; right-to-left pages need logical directions.</summary>
    public static IEnumerable<string> PhysicalDirections(string css) => Physical().Matches(css).Select(match => match.Value);

    [GeneratedRegex(
        @"\bnew (?:Document|Edition|Revision|ReleasedText|Status|ReleaseSet|LeadSlot|PlaceName)\b(?!\()",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex DocumentWrite();

    [GeneratedRegex(@"<summary>(?:\s|///)*</summary>", RegexOptions.None, 10_000)]
    private static partial Regex EmptySummary();

    [GeneratedRegex(@"\.(?:ExecuteUpdate|ExecuteDelete)(?:Async)?\(", RegexOptions.None, 10_000)]
    private static partial Regex BulkChange();

    [GeneratedRegex("ToTable\\(\"(?<name>[a-z_]+)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TableName();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex TypeName();

    [GeneratedRegex(
        @"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|(?:left|right)\s*:|float\s*:\s*(?:left|right)|text-align\s*:\s*(?:left|right))[^;}]*",
        RegexOptions.None,
        10_000
    )]
    private static partial Regex Physical();
}
