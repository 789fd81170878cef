using System.Text.RegularExpressions;

namespace Concord.Foundation.Text;

/// <summary>
/// What a text shows of the site's own data, as a link alone in its paragraph: <c>[words](file:annual-report)</c>. Where it cannot
/// be shown, its words are.
/// </summary>
/// <param name="Scheme">One of <see cref="Schemes"/>.</param>
/// <param name="Target">Names of what is shown, as the scheme has them.</param>
/// <param name="Words">Plain words of the link.</param>
/// <param name="Line">From 1.</param>
public sealed partial record TextEmbed(string Scheme, string Target, string Words, int Line)
{
    public static IReadOnlyList<string> Schemes { get; } = ["file", "figures", "map", "recording", "timeline"];

    /// <summary>What a content pack has to define for it: <c>file:annual-report</c>.</summary>
    public IEnumerable<string> References =>
        Scheme switch
        {
            "figures" => Target.Split(',').Select(figure => $"figure:{figure}"),
            "map" => Target.Split(',').Select(place => $"location:{place}"),
            "timeline" => [],
            _ => [$"{Scheme}:{Target}"],
        };

    /// <summary>True where an address has the form of an embed, valid or not.</summary>
    internal static bool HasScheme(string? address) =>
        Schemes.Any(scheme => address?.StartsWith($"{scheme}:", StringComparison.Ordinal) == true);

    /// <returns>False where an address is no embed.</returns>
    internal static bool TrySplit(string? address, out string scheme, out string target)
    {
        (scheme, target) = ("", "");
        if (!HasScheme(address))
        {
            return false;
        }

        var colon = address!.IndexOf(':', StringComparison.Ordinal);
        (scheme, target) = (address[..colon], address[(colon + 1)..]);
        return TargetPattern().IsMatch(target);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.,-]{0,299}$", RegexOptions.NonBacktracking)]
    private static partial Regex TargetPattern();
}
