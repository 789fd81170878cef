using Concord.Foundation.Languages;
using Concord.Foundation.Pages;

namespace Concord.Foundation.Text;

/// <summary>Shows one sort of embed; the module that has the data implements it.</summary>
public interface IEmbed
{
    /// <summary>One of <see cref="TextEmbed.Schemes"/>.</summary>
    string Scheme { get; }

    /// <summary>True where a target may name several, with commas.</summary>
    bool TakesSeveral => false;

    /// <summary>Style sheets that its HTML uses beside those of every text.</summary>
    StyleParts Style => StyleParts.None;

    /// <returns>Those among the targets that the site does not have.</returns>
    Task<IReadOnlyList<string>> FindUnknownAsync(IReadOnlyList<string> targets, CancellationToken cancellation);

    /// <summary>What has to be there before a text that shows the targets is released.</summary>
    /// <param name="targets">Known ones.</param>
    /// <param name="language">Of the text.</param>
    /// <returns>Null where nothing is missing.</returns>
    Task<EmbedLack?> FindLackAsync(IReadOnlyList<string> targets, string language, CancellationToken cancellation) =>
        Task.FromResult<EmbedLack?>(null);

    /// <returns>HTML, put into the page as it is; null where it cannot be shown.</returns>
    Task<string?> RenderAsync(TextEmbed embed, EmbedContext context, CancellationToken cancellation);

    /// <returns>For the search: the words that readers find in the targets.</returns>
    Task<IReadOnlyList<string>> FindTextsAsync(IReadOnlyList<string> targets, string language, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>What a writer can choose from.</summary>
    /// <param name="query">Empty for the newest.</param>
    /// <returns>A few, the best first.</returns>
    Task<IReadOnlyList<EmbedChoice>> FindChoicesAsync(string query, Language language, CancellationToken cancellation);
}

/// <param name="Localizer">Of the reader.</param>
/// <param name="MediaQuery">Appended to the addresses of files: the token of a preview.</param>
/// <param name="Day">For which values without a date of their own are computed.</param>
public sealed record EmbedContext(Localizer Localizer, DateOnly Day, string MediaQuery);

/// <param name="Title">For the writer, and the words of the link where none are selected.</param>
public sealed record EmbedChoice(string Target, string Title);

/// <summary>What is missing of an embed.</summary>
public sealed record EmbedLack(string Target, EmbedLackKind Kind);

/// <summary>Kinds of <see cref="EmbedLack"/>.</summary>
public enum EmbedLackKind
{
    /// <summary>It is still being made, or could not be.</summary>
    NotReady,

    /// <summary>Its texts in the language: captions or transcript.</summary>
    Texts,
}
