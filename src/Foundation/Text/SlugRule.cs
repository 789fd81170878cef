using System.Text.RegularExpressions;

namespace Concord.Foundation.Text;

/// <summary>What the last part of an address may be: a–z, 0–9 and hyphens between them, 100 characters at most.</summary>
public static partial class SlugRule
{
    public const int MaxLength = 100;

    public const string Description = "use a–z, 0–9 and hyphens, 100 at most";

    public static bool IsSlug(string text) => Form().IsMatch(text);

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?\\z", RegexOptions.None, 10_000)]
    private static partial Regex Form();
}
