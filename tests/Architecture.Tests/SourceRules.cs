using System.Text.RegularExpressions;

namespace Concord.Architecture.Tests;

/// <summary>Rules about what stands in the files: pure functions over names and texts, so that each can be seen red.</summary>
internal static partial class SourceRules
{
    private static readonly string[] VagueEndings =
    [
        "Manager",
        "Helper",
        "Helpers",
        "Util",
        "Utils",
        "Service",
        "Repository",
        "Handler",
        "Dto",
    ];

    /// <summary>Type names that say nothing.</summary>
    public static IEnumerable<string> VagueNames(string source) =>
        TypeName().Matches(source).Select(match => match.Groups["name"].Value).Where(name => VagueEndings.Any(name.EndsWith));

    /// <summary>Table names of other modules in the text of a module.</summary>
    /// <param name="modules">Names of all modules, lower case.</param>
    public static IEnumerable<string> ForeignTables(string module, string source, IEnumerable<string> modules) =>
        modules
            .Where(other => other != module)
            .SelectMany(other =>
                Regex.Matches(source, $@"\b{other}_[a-z_]+", default, TimeSpan.FromSeconds(1)).Select(match => match.Value)
            );

    /// <summary>Physical left and right in a style sheet; right-to-left lives by logical directions alone.</summary>
    public static IEnumerable<string> PhysicalDirections(string css) => Physical().Matches(css).Select(match => match.Value);

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeName();

    [GeneratedRegex(
        @"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|(?:left|right)\s*:|float\s*:\s*(?:left|right)|text-align\s*:\s*(?:left|right))[^;}]*",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Physical();
}
