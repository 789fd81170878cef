using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.PageSegmenter;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;
using UglyToad.PdfPig.Util;

namespace Concord.PdfReader;

/// <summary>
/// The text of a page as it is read. Letters are taken by where they stand: right-to-left text is stored in the order of the
/// page, from the left, by some programs and in the order of reading by others.
/// </summary>
internal static class PageText
{
    /// <summary>Finding columns compares words with words: beyond this a page is read line by line.</summary>
    private const int MaxWordsForColumns = 5_000;

    private const int MaxLettersForColumns = 30_000;

    public static string Of(Page page)
    {
        // A line in another script follows the direction of its page.
        var letters = page.Letters.SelectMany(letter => letter.Value).Where(char.IsLetter).ToList();
        var isRightToLeft = letters.Count(IsRightToLeft) * 2 > letters.Count;
        var text = new StringBuilder();
        foreach (var line in LinesOf(page))
        {
            text.Append(Read(line, isRightToLeft)).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<IReadOnlyList<Word>> LinesOf(Page page)
    {
        var letters = page.Letters;
        if (letters.Count > MaxLettersForColumns)
        {
            return
            [
                [.. page.GetWords(DefaultWordExtractor.Instance)],
            ];
        }

        var words = page.GetWords(NearestNeighbourWordExtractor.Instance).ToList();
        return words.Count > MaxWordsForColumns
            ? [words]
            : DocstrumBoundingBoxes.Instance.GetBlocks(words).SelectMany(block => block.TextLines).Select(line => line.Words);
    }

    private static string Read(IReadOnlyList<Word> words, bool isRightToLeft)
    {
        var fromLeft = words
            .OrderBy(word => word.BoundingBox.Left)
            .Select(word => Read(word.Letters))
            .Where(word => word.Length > 0)
            .ToList();
        return string.Join(' ', isRightToLeft ? Turn(fromLeft, word => word.Any(IsRightToLeft)) : fromLeft)
            .Normalize(NormalizationForm.FormKC);
    }

    private static string Read(IReadOnlyList<Letter> letters)
    {
        var fromLeft = letters.OrderBy(letter => letter.BoundingBox.Left).Select(letter => letter.Value).ToList();
        return string.Concat(
            fromLeft.Exists(value => value.Any(IsRightToLeft)) ? Turn(fromLeft, value => !value.Any(IsLeftToRight)) : fromLeft
        );
    }

    /// <summary>From the right, but for runs of the other direction, which are read from the left.</summary>
    private static IEnumerable<string> Turn(List<string> fromLeft, Func<string, bool> isRightToLeft)
    {
        var run = new Stack<string>();
        foreach (var one in Enumerable.Reverse(fromLeft))
        {
            if (!isRightToLeft(one))
            {
                run.Push(one);
                continue;
            }

            while (run.TryPop(out var turned))
            {
                yield return turned;
            }

            yield return one;
        }

        while (run.TryPop(out var turned))
        {
            yield return turned;
        }
    }

    /// <summary>Hebrew, Arabic and their neighbours, and the shapes of Arabic letters.</summary>
    private static bool IsRightToLeft(char letter) =>
        letter is >= '\u0590' and <= '\u08FF' or >= '\uFB1D' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC'
        && !char.IsDigit(letter);

    /// <summary>Digits are written from the left in every script.</summary>
    private static bool IsLeftToRight(char letter) => char.IsDigit(letter) || char.IsLetter(letter) && !IsRightToLeft(letter);
}
