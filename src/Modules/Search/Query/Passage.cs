using System.Text;
using System.Text.Encodings.Web;
using Concord.Foundation.Languages;
using Concord.Search.Text;
using Microsoft.AspNetCore.Html;

namespace Concord.Search.Query;

/// <summary>The part of a text with most of the searched words, with those words marked: pure.</summary>
internal static class Passage
{
    /// <summary>Words in a passage, at most.</summary>
    private const int Width = 34;

    /// <summary>
    /// A sentence is shown from its beginning where the first hit is not further from it; else from the last comma or the like
    /// before the hit, or from words before it.
    /// </summary>
    private const int MaxLead = 26;
    private const int MaxClause = 14;
    private const int Before = 6;

    private static readonly System.Buffers.SearchValues<char> SentenceEnds = System.Buffers.SearchValues.Create(".!?؟…\n");
    private static readonly System.Buffers.SearchValues<char> ClauseEnds = System.Buffers.SearchValues.Create(",;:،؛–—");

    /// <summary>Begins with a sentence where it can, and never crosses the end of a paragraph or heading.</summary>
    /// <param name="text">Paragraphs and headings, a line each.</param>
    /// <returns>HTML, everything encoded but <c>mark</c>; null where the text has none of the words.</returns>
    public static IHtmlContent? Of(string text, QueryTerms asked, Language language, HtmlEncoder encoder)
    {
        var (words, hits) = Read(text, asked, language);
        if (hits.Count == 0)
        {
            return null;
        }

        var hit = Best(hits, words, text);
        var (first, last) = Around(hit, words, text);
        var html = new StringBuilder();
        html.Append(StartsSentence(first, words, text) ? "" : "… ");
        var end = EndOf(last, words, text);
        Mark(html, text, words[first].Start, end, hits.Select(one => words[one.Place]), encoder);
        return new HtmlString(html.Append(end > words[last].End || EndsLine(last, words, text) ? "" : " …").ToString());
    }

    /// <returns>Indexes of the first and the last word.</returns>
    private static (int First, int Last) Around(int hit, List<Word> words, string text)
    {
        var first = hit;
        while (first > 0 && !StartsSentence(first, words, text) && hit - first < MaxLead)
        {
            first--;
        }

        if (!StartsSentence(first, words, text))
        {
            first = ClauseOf(hit, words, text) ?? hit - Before;
        }

        var last = first;
        var sentence = -1;
        while (last + 1 < words.Count && last + 1 < first + Width && !EndsLine(last, words, text))
        {
            if (last >= hit && EndOf(last, words, text) > words[last].End)
            {
                sentence = last;
            }

            last++;
        }

        // A whole sentence is better than a longer piece that breaks off, unless it is very short.
        return (first, EndsLine(last, words, text) || sentence - first < Width / 2 ? last : sentence);
    }

    /// <returns>The word after the last sign that divides a sentence; null where that is far from the hit.</returns>
    private static int? ClauseOf(int hit, List<Word> words, string text)
    {
        for (var first = hit; first > hit - MaxClause; first--)
        {
            if (text.AsSpan(words[first - 1].End, words[first].Start - words[first - 1].End).ContainsAny(ClauseEnds))
            {
                return first;
            }
        }

        return null;
    }

    private static bool StartsSentence(int word, List<Word> words, string text)
    {
        if (word == 0)
        {
            return true;
        }

        var gap = text.AsSpan(words[word - 1].End, words[word].Start - words[word - 1].End);
        if (gap.Contains('\n'))
        {
            return true;
        }

        // A point within “U.N. area” or “approx. five” ends no sentence.
        return gap.ContainsAny(SentenceEnds)
            && gap.Contains(' ')
            && !char.IsLower(text[words[word].Start])
            && !(words[word - 1].Text.Length > 1 && words[word - 1].Text[^2] == '.');
    }

    private static bool EndsLine(int word, List<Word> words, string text) =>
        word == words.Count - 1 || text.AsSpan(words[word].End, words[word + 1].Start - words[word].End).Contains('\n');

    /// <returns>The offset after a word, with the sign that ends its sentence and what closes it.</returns>
    private static int EndOf(int word, List<Word> words, string text)
    {
        var next = word + 1 < words.Count ? words[word + 1].Start : text.Length;
        var rest = text.AsSpan(words[word].End, next - words[word].End);
        var line = rest.IndexOf('\n');
        rest = (line < 0 ? rest : rest[..line]).TrimEnd();
        return rest.ContainsAny(SentenceEnds) && (word + 1 == words.Count || line >= 0 || StartsSentence(word + 1, words, text))
            ? words[word].End + rest.LastIndexOfAny(SentenceEnds) + 1 + Closing(rest[(rest.LastIndexOfAny(SentenceEnds) + 1)..])
            : words[word].End;
    }

    private static int Closing(ReadOnlySpan<char> rest) =>
        rest.StartsWith(")") || rest.StartsWith("”") || rest.StartsWith("»") ? 1 : 0;

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

    /// <summary>The hit from which a window within its paragraph has most different words, then most hits.</summary>
    private static int Best(List<Hit> hits, List<Word> words, string text)
    {
        var (best, bestWorth) = (hits[0].Place, -1);
        for (var first = 0; first < hits.Count; first++)
        {
            var start = hits[first].Place;
            var line = text.IndexOf('\n', words[start].End);
            var within = hits.Skip(first)
                .TakeWhile(hit => hit.Place < start + Width - Before && (line < 0 || words[hit.Place].Start < line))
                .ToList();
            var worth = (within.DistinctBy(hit => hit.Form).Count() * Width) + within.Count;
            if (worth > bestWorth)
            {
                (best, bestWorth) = (start, worth);
            }
        }

        return best;
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
