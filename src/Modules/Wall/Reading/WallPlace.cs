using System.Text.RegularExpressions;
using Concord.Wall.Posts;

namespace Concord.Wall.Reading;

/// <summary>Where a page of the wall begins: <c>2020…</c>, or <c>other-2020…</c> among posts in other languages.</summary>
/// <param name="Order">The last post before it, as <see cref="Post.OrderOf"/> writes it; null before the first.</param>
internal sealed partial record WallPlace(bool IsOther, string? Order)
{
    private const string Other = "other";

    /// <returns>False where the text is none: there is no such page.</returns>
    public static bool TryParse(string text, out WallPlace? place)
    {
        var match = Form().Match(text);
        place = match.Success
            ? new WallPlace(
                text.StartsWith(Other, StringComparison.Ordinal),
                match.Groups["order"] is { Success: true } order ? order.Value : null
            )
            : null;
        return match.Success;
    }

    public override string ToString() =>
        (IsOther, Order) switch
        {
            (true, null) => Other,
            (true, var order) => $"{Other}-{order}",
            (false, var order) => order ?? "",
        };

    [GeneratedRegex(
        "^(?:(?:other-)?(?<order>[0-9]{17}[0-9a-f]{15})|other)\\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Form();
}
