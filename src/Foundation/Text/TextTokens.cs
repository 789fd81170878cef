using System.Text;
using System.Text.RegularExpressions;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;

namespace Concord.Foundation.Text;

/// <summary>
/// A computed value that a text can name instead of typing it: <c>{{members 2020-10-01}}</c>. Modules offer the tokens
/// they can answer for.
/// </summary>
public interface ITextToken
{
    /// <summary>The word after the braces.</summary>
    string Name { get; }

    /// <summary>How it is written, for messages: <c>{{members 2020-10-01}}</c>.</summary>
    string Example { get; }

    /// <summary>Cache tag of the events after which its values may be others.</summary>
    string Tag { get; }

    /// <summary>
    /// True where the value is resolved once, at the release of a text. False where it follows the settings of the site.
    /// </summary>
    bool IsFrozenAtRelease => true;

    /// <summary>False for one that the program puts into a text and that is not offered to people.</summary>
    bool IsForWriters => true;

    /// <summary>True where <paramref name="argument"/> (what stands after the name; may be empty) makes sense.</summary>
    bool Takes(string argument);

    /// <summary>What a content pack must provide for it, such as <c>figure:people-freed</c>; null where nothing.</summary>
    string? Needs(string argument) => null;

    /// <returns>Plain text in the reader's language.</returns>
    Task<string> ValueAsync(string argument, Language language, DateOnly today, CancellationToken cancellation);
}

/// <summary>Puts the values into a text.</summary>
public sealed partial class TextTokens(IEnumerable<ITextToken> tokens, CacheTags tags)
{
    private readonly Dictionary<string, ITextToken> byName = tokens.ToDictionary(token => token.Name, StringComparer.Ordinal);

    /// <summary>Resolves every token.</summary>
    public Task<string> FillAsync(string text, Language language, DateOnly today, CancellationToken cancellation) =>
        ReplaceAsync(text, _ => true, language, today, cancellation);

    /// <summary>Resolves the tokens whose values belong to the text from its release on.</summary>
    public Task<string> FreezeAsync(string text, Language language, DateOnly today, CancellationToken cancellation) =>
        ReplaceAsync(text, token => token.IsFrozenAtRelease, language, today, cancellation);

    private async Task<string> ReplaceAsync(
        string text,
        Func<ITextToken, bool> isWanted,
        Language language,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        if (!text.Contains("{{", StringComparison.Ordinal))
        {
            return text;
        }

        var filled = new StringBuilder();
        var last = 0;
        foreach (Match match in Token().Matches(text))
        {
            filled.Append(text, last, match.Index - last);
            filled.Append(await ValueAsync(match, isWanted, language, today, cancellation));
            last = match.Index + match.Length;
        }

        return filled.Append(text, last, text.Length - last).ToString();
    }

    private async Task<string> ValueAsync(
        Match match,
        Func<ITextToken, bool> isWanted,
        Language language,
        DateOnly today,
        CancellationToken cancellation
    )
    {
        if (Find(match) is not { } token || !isWanted(token))
        {
            return match.Value;
        }

        tags.Add(token.Tag);
        return await token.ValueAsync(Argument(match), language, today, cancellation);
    }

    /// <summary>How each of the tokens is written.</summary>
    public IReadOnlyList<string> AllExamples =>
        [.. byName.Values.Where(token => token.IsForWriters).Select(token => token.Example).Order(StringComparer.Ordinal)];

    /// <summary>How each of the tokens is written, for messages.</summary>
    public string Examples => string.Join(", ", AllExamples);

    /// <summary>The tokens of a text that no module knows or whose argument makes no sense, with their position.</summary>
    public IEnumerable<(int Index, string Token)> Faults(string text) =>
        Token().Matches(text).Where(match => Find(match) is null).Select(match => (match.Index, match.Value));

    /// <summary>What the tokens of a text need, with the position of each.</summary>
    public IEnumerable<(int Index, string Need)> Needs(string text) =>
        Token()
            .Matches(text)
            .Select(match => (match.Index, Need: Find(match)?.Needs(Argument(match))))
            .Where(pair => pair.Need is not null)
            .Select(pair => (pair.Index, pair.Need!));

    private ITextToken? Find(Match match) =>
        byName.TryGetValue(match.Groups["name"].Value, out var token) && token.Takes(Argument(match)) ? token : null;

    private static string Argument(Match match) => match.Groups["argument"].Value.Trim();

    [GeneratedRegex(@"\{\{\s*(?<name>[a-z-]*)(?<argument>[^{}]{0,80})\}\}", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Token();
}
