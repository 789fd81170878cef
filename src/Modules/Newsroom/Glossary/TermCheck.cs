namespace Concord.Newsroom.Glossary;

/// <summary>Compares a text with the agreed terms: pure. Warnings stop nothing.</summary>
internal static class TermCheck
{
    /// <param name="terms">Of all languages, names of members included.</param>
    /// <param name="source">The text it was translated from; null for an original.</param>
    public static IReadOnlyList<TermWarning> Run(
        string text,
        string language,
        (string Text, string Language)? source,
        IReadOnlyList<AgreedTerm> terms
    )
    {
        var warnings = new List<TermWarning>();
        foreach (var term in terms.Where(term => term.Language == language))
        {
            warnings.AddRange(
                term.Avoid.Where(avoided => Holds(text, avoided)).Select(avoided => new TermWarning(avoided, term.Agreed, null))
            );
            if (
                source is var (original, from)
                && terms.FirstOrDefault(other => other.Concept == term.Concept && other.Language == from) is { } said
                && Holds(original, said.Agreed)
                && !Holds(text, term.Agreed)
            )
            {
                warnings.Add(new TermWarning(null, term.Agreed, said.Agreed));
            }
        }

        return warnings;
    }

    /// <summary>The agreed terms of a source, each with the one of the language that it is translated into.</summary>
    public static IEnumerable<(string Source, string Target)> In(
        string source,
        string from,
        string to,
        IReadOnlyList<AgreedTerm> terms
    ) =>
        terms
            .Where(term => term.Language == from && Holds(source, term.Agreed))
            .Join(
                terms.Where(term => term.Language == to),
                term => term.Concept,
                term => term.Concept,
                (said, agreed) => (said.Agreed, agreed.Agreed)
            );

    /// <summary>
    /// Whole words, without regard to capital letters. In Arabic letters, articles, prepositions and endings are written
    /// together with the word, so a part of a word counts too.
    /// </summary>
    internal static bool Holds(string text, string term)
    {
        for (var at = 0; (at = text.IndexOf(term, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + term.Length;
            if (
                IsArabic(term)
                || ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsArabic(string term) => term.Any(letter => letter is >= '\u0600' and <= '\u06FF');
}

/// <summary>A word that is not the agreed one, or an agreed one that is missing.</summary>
/// <param name="Found">The word that is not used; null where the agreed one is missing.</param>
/// <param name="Agreed">The agreed word in the text's language.</param>
/// <param name="InSource">The word of the source that asks for it; null for a word that is not used.</param>
internal sealed record TermWarning(string? Found, string Agreed, string? InSource);
