using System.Text;
using System.Text.Encodings.Web;
using Concord.Foundation.Languages;
using Concord.Search.Text;
using Microsoft.AspNetCore.Html;

namespace Concord.Search.Query;

/// <summary>The part of a text with most of the searched words, with those words marked: pure.</summary>
internal static class Passage
{
    /// <summary>Words in a passage, and words before its first hit.</summary>
    private const int Width = 34;
    private const int Before = 6;

    /// <returns>HTML, everything encoded but <c>mark</c>; null where the text has none of the words.</returns>
    public static IHtmlContent? Of(string text, QueryTerms asked, Language language, HtmlEncoder encoder)
    {
        text = text.Replace('\n', ' ');
        var (words, hits) = Read(text, asked, language);
        if (hits.Count == 0)
        {
            return null;
        }

        var first = Best(hits);
        var last = Math.Min(words.Count, first + Width) - 1;
        var html = new StringBuilder();
        html.Append(first > 0 ? "… " : "");
        Mark(html, text, words[first].Start, words[last].End, hits.Select(hit => words[hit.Place]), encoder);
        return new HtmlString(html.Append(last < words.Count - 1 ? " …" : "").ToString());
    }

    /// <returns>The whole text with the searched words marked.</returns>
    public static IHtmlContent Whole(string text, QueryTerms asked, Language language, HtmlEncoder encoder)
    {
        var (words, hits) = Read(text, asked, language);
        var html = new StringBuilder();
        Mark(html, text, 0, text.Length, hits.Select(hit => words[hit.Place]), encoder);
        return new HtmlString(html.ToString());
    }

    /// <summary>All words as written, and which of them match, exactly or folded.</summary>
    private static (List<Word> Localizer, List<Hit> Hits) Read(string text, QueryTerms asked, Language language)
    {
        var words = Tokens.Of(Analysers.Exact, text);
        var folded = Tokens
            .Of(Analysers.Folded(language.Analyser), text)
            .Where(word => asked.Folded.Contains(word.Text))
            .ToLookup(word => word.Start, word => word.Text);
        var hits = Enumerable
            .Range(0, words.Count)
            .Select(place => new Hit(
                place,
                folded[words[place].Start].FirstOrDefault()
                    ?? (asked.Exact.Contains(words[place].Text) ? words[place].Text : null)
            ))
            .Where(hit => hit.Form is not null)
            .ToList();
        return (words, hits);
    }

    /// <summary>The start of the window with most different words, then with most hits.</summary>
    private static int Best(List<Hit> hits)
    {
        var (best, bestWorth) = (0, -1);
        for (var first = 0; first < hits.Count; first++)
        {
            var within = hits.Skip(first).TakeWhile(hit => hit.Place < hits[first].Place + Width - Before).ToList();
            var worth = (within.DistinctBy(hit => hit.Form).Count() * Width) + within.Count;
            if (worth > bestWorth)
            {
                (best, bestWorth) = (hits[first].Place, worth);
            }
        }

        return Math.Max(0, best - Before);
    }

    private static void Mark(StringBuilder html, string text, int from, int until, IEnumerable<Word> marked, HtmlEncoder encoder)
    {
        foreach (var word in marked.Where(word => word.Start >= from && word.End <= until))
        {
            html.Append(encoder.Encode(text[from..word.Start]));
            html.Append("<mark>").Append(encoder.Encode(text[word.Start..word.End])).Append("</mark>");
            from = word.End;
        }

        html.Append(encoder.Encode(text[from..until]));
    }

    /// <param name="Place">Index of the word in the text.</param>
    /// <param name="Form">The form in which it matches.</param>
    private sealed record Hit(int Place, string? Form);
}
