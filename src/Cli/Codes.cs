namespace Concord.Cli;

/// <summary>Codes of results, as scripts read them.</summary>
internal static class Codes
{
    /// <returns>Lower case with hyphens: <c>unknown-post</c>.</returns>
    public static string Of<T>(T code)
        where T : struct, Enum =>
        string.Concat(code.ToString().Select((letter, place) => place > 0 && char.IsUpper(letter) ? $"-{letter}" : $"{letter}"))
            .ToLowerInvariant();
}
