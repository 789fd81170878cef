namespace Concord.Foundation.Languages;

/// <summary>Texts by language code.</summary>
public static class TextsByLanguage
{
    /// <returns>The texts in the order of the site's languages, then others by code; empty ones are left out.</returns>
    public static Dictionary<string, string> Of<T>(
        LanguageSet languages,
        IEnumerable<T> rows,
        Func<T, string> language,
        Func<T, string?> text
    ) => InOrder(languages, rows.Select(row => (language(row), text(row))));

    private static Dictionary<string, string> InOrder(
        LanguageSet languages,
        IEnumerable<(string Language, string? Text)> texts
    ) =>
        texts
            .Where(pair => !string.IsNullOrEmpty(pair.Text))
            .OrderBy(pair => languages.PositionOf(pair.Language))
            .ThenBy(pair => pair.Language, StringComparer.Ordinal)
            .ToDictionary(pair => pair.Language, pair => pair.Text!, StringComparer.Ordinal);
}
