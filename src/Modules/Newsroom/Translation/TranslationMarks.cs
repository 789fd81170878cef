using Concord.Foundation.Languages;
using Concord.Foundation.Text;

namespace Concord.Newsroom.Translation;

/// <summary>
/// What stands in a translation that is not finished: in place of a segment that has no translation yet, and before one that is
/// still to be checked. Such a text can be saved and shared, and neither cleared nor released.
/// </summary>
internal static class TranslationMarks
{
    public const string UntranslatedName = "untranslated";
    public const string ToCheckName = "to-check";
    public const string Untranslated = $"{{{{{UntranslatedName}}}}}";
    public const string ToCheck = $"{{{{{ToCheckName}}}}}";

    /// <returns>The first mark of a text; null for a finished one.</returns>
    public static string? Find(string body) =>
        body.Contains(Untranslated, StringComparison.Ordinal) ? Untranslated
        : body.Contains(ToCheck, StringComparison.Ordinal) ? ToCheck
        : null;
}

/// <summary>Shows a mark in words where a text that is not finished is read.</summary>
internal sealed class TranslationMarkToken(string name, LanguageSet languages) : ITextToken
{
    public string Name => name;

    public string Example => $"{{{{{name}}}}}";

    public string Tag => "translation-marks";

    public bool IsFrozenAtRelease => false;

    public bool IsForWriters => false;

    public bool Takes(string argument) => argument.Length == 0;

    public Task<string> ValueAsync(string argument, Language language, DateOnly today, CancellationToken cancellation) =>
        Task.FromResult(languages.TextsOf(language).Find($"document.{name}") ?? Example);
}
