using System.Text.RegularExpressions;

namespace Concord.Wall.Text;

/// <summary>A post's text in pieces: links, hashtags, mentions, and the text between them.</summary>
internal static partial class PostPieces
{
    /// <summary>Punctuation that ends a sentence is not part of an address before it.</summary>
    private const string Trailing = ".,;:!?'\"”’»…،؛؟)]}";

    /// <returns>In order; together they are the whole text.</returns>
    public static IEnumerable<Piece> Of(string text)
    {
        var from = 0;
        foreach (Match match in Marked().Matches(text))
        {
            var length =
                match.Value[0] is '#' or '＃' or '@' || char.IsHighSurrogate(match.Value[0])
                    ? match.Length
                    : LengthOfLink(match.Value);
            if (match.Index > from)
            {
                yield return new Piece(PieceKind.Text, text[from..match.Index]);
            }

            var piece = text.Substring(match.Index, length);
            var kind =
                match.Value[0] is '#' or '＃' ? PieceKind.Hashtag
                : match.Value[0] == '@' ? PieceKind.Mention
                : char.IsHighSurrogate(match.Value[0]) ? PieceKind.Flag
                : Uri.TryCreate(piece, UriKind.Absolute, out _) ? PieceKind.Link
                : PieceKind.Text;
            yield return new Piece(kind, piece);
            from = match.Index + length;
        }

        if (from < text.Length)
        {
            yield return new Piece(PieceKind.Text, text[from..]);
        }
    }

    /// <summary>A closing bracket belongs to an address that contains the opening one.</summary>
    private static int LengthOfLink(string link)
    {
        var length = link.Length;
        while (length > 0 && Trailing.Contains(link[length - 1], StringComparison.Ordinal))
        {
            if (link[length - 1] == ')' && link.AsSpan(0, length).Count('(') >= link.AsSpan(0, length).Count(')'))
            {
                break;
            }

            length--;
        }

        return length;
    }

    // A sign within a word or an address marks nothing: a@b.org, page#part.
    [GeneratedRegex(
        @"(?:\uD83C[\uDDE6-\uDDFF]){2}|https?://[^\s<>\u200E\u200F\u202A-\u202E\u2066-\u2069]+|(?<![\p{L}\p{N}_/&#＃.])[#＃](?=[\p{N}_\u200C]*[\p{L}\p{M}])[\p{L}\p{M}\p{N}_\u200C]+|(?<![\p{L}\p{N}_/@.])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?(?:@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)?",
        RegexOptions.CultureInvariant,
        10_000
    )]
    private static partial Regex Marked();
}

internal sealed record Piece(PieceKind Kind, string Text);

internal enum PieceKind
{
    Text,

    /// <summary>An http or https address.</summary>
    Link,

    /// <summary>With its sign.</summary>
    Hashtag,

    /// <summary>With its sign.</summary>
    Mention,

    /// <summary>A flag: two regional indicators.</summary>
    Flag,
}
