using System.Buffers;

namespace Concord.FeedReading.Markup;

/// <summary>
/// Splits markup into tags and text. An XML parser would stop at the first fault and lose every item after it; here a fault
/// is reported and skipped. Takes time linear in the length of the text, whatever it is.
/// </summary>
internal sealed class Tokenizer(string text, ProblemList problems)
{
    private const string CdataStart = "<![CDATA[";
    private static readonly SearchValues<char> ValueEnd = SearchValues.Create(" \t\r\n><");
    private const int MaxDeclaration = 65_536;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> known = new Dictionary<string, string>(
        StringComparer.Ordinal
    ).GetAlternateLookup<ReadOnlySpan<char>>();
    private int at;
    private int cdataEnd = -1;
    private bool hasCommentEnd = true;

    public int Offset => at;

    /// <summary>Returns to an earlier token.</summary>
    public void Return(Token token) => at = token.From;

    /// <param name="within">Raw name of the current element: a CDATA section without an end is closed at its end tag.</param>
    public Token Next(string? within)
    {
        while (at < text.Length)
        {
            var from = at;
            if (text[at] != '<')
            {
                return ReadText(from);
            }

            var rest = text.AsSpan(at);
            if (rest.StartsWith(CdataStart, StringComparison.OrdinalIgnoreCase))
            {
                return ReadCdata(from, within);
            }

            if (rest.StartsWith("<!--", StringComparison.Ordinal))
            {
                SkipComment();
            }
            else if (rest.StartsWith("<?", StringComparison.Ordinal))
            {
                SkipInstruction();
            }
            else if (rest.StartsWith("<!", StringComparison.Ordinal))
            {
                SkipDeclaration();
            }
            else if (rest.Length > 1 && IsNameStart(rest[1]))
            {
                return ReadStartTag(from);
            }
            else if (rest.Length > 2 && rest[1] == '/' && IsNameStart(rest[2]))
            {
                return ReadEndTag(from);
            }
            else
            {
                problems.Add(from, "A “<” stands for itself: it should be written “&lt;”.");
                at++;
                return new Token(TokenKind.Text, "<", from, at);
            }
        }

        return new Token(TokenKind.End, "", at, at);
    }

    private Token ReadText(int from)
    {
        var end = text.IndexOf('<', from);
        at = end < 0 ? text.Length : end;
        return new Token(TokenKind.Text, Entities.Resolve(text.AsSpan(from, at - from)), from, at);
    }

    private Token ReadCdata(int from, string? within)
    {
        var start = from + CdataStart.Length;
        if (cdataEnd < start)
        {
            var found = text.IndexOf("]]>", start, StringComparison.Ordinal);
            cdataEnd = found < 0 ? text.Length : found;
        }

        var (end, after) = (cdataEnd, Math.Min(text.Length, cdataEnd + 3));
        var nested = text.AsSpan(start, end - start).IndexOf(CdataStart, StringComparison.Ordinal);
        if (within is not null && (nested >= 0 || end == text.Length))
        {
            // It has no end of its own: the next end belongs to the next section.
            var reach = nested < 0 ? end - start : nested;
            var close = text.AsSpan(start, reach).IndexOf($"</{within}", StringComparison.Ordinal);
            if (close >= 0)
            {
                problems.Add(from, $"The CDATA section in “{within}” does not end; it was ended with the element.");
                (end, after) = (start + close, start + close);
            }
            else if (end == text.Length)
            {
                problems.Add(from, $"The CDATA section in “{within}” does not end: the feed is cut off.");
            }
        }

        at = after;
        return new Token(TokenKind.Text, text[start..end], from, at);
    }

    private void SkipComment()
    {
        var end = hasCommentEnd ? text.IndexOf("-->", at + 4, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            hasCommentEnd = false;
            problems.Add(at, "A comment does not end; only its beginning was left out.");
            at += 4;
        }
        else
        {
            at = end + 3;
        }
    }

    /// <summary>An instruction that does not end before the next tag is treated as text.</summary>
    private void SkipInstruction()
    {
        var tag = text.IndexOf('<', at + 2);
        var until = tag < 0 ? text.Length : tag;
        var end = text.AsSpan(at, until - at).IndexOf("?>", StringComparison.Ordinal);
        at = end < 0 ? until : at + end + 2;
    }

    /// <summary>A document type; its declarations are ignored, so it can neither hide nor multiply content.</summary>
    private void SkipDeclaration()
    {
        var rest = text.AsSpan(at, Math.Min(text.Length - at, MaxDeclaration));
        var end = rest.IndexOfAny('>', '[');
        if (end >= 0 && rest[end] == '[')
        {
            var close = rest.IndexOf(']');
            var after = close < 0 ? -1 : rest[close..].IndexOf('>');
            end = after < 0 ? end : close + after;
        }

        at += end < 0 ? rest.Length : end + 1;
    }

    private Token ReadEndTag(int from)
    {
        at = from + 2;
        var name = ReadName();
        var end = text.AsSpan(at).IndexOfAny('>', '<');
        at =
            end < 0 ? text.Length
            : text[at + end] == '>' ? at + end + 1
            : at + end;
        return new Token(TokenKind.EndTag, name, from, at);
    }

    private Token ReadStartTag(int from)
    {
        at = from + 1;
        var name = ReadName();
        List<(string Name, string Value)>? attributes = null;
        while (true)
        {
            SkipSpace();
            if (at >= text.Length || text[at] == '<')
            {
                problems.Add(from, $"The tag “{name}” does not end.");
                return Tag(isEmpty: false);
            }

            if (text[at] == '>')
            {
                at++;
                return Tag(isEmpty: false);
            }

            if (text[at] == '/')
            {
                at++;
                if (at < text.Length && text[at] == '>')
                {
                    at++;
                    return Tag(isEmpty: true);
                }

                continue;
            }

            (attributes ??= []).Add(ReadAttribute());
        }

        Token Tag(bool isEmpty) => new(TokenKind.StartTag, name, from, at, isEmpty) { Attributes = attributes ?? [] };
    }

    private (string Name, string Value) ReadAttribute()
    {
        var name = ReadName();
        if (name.Length == 0)
        {
            // A stray quote.
            at++;
        }

        SkipSpace();
        if (at >= text.Length || text[at] != '=')
        {
            return (name, "");
        }

        at++;
        SkipSpace();
        return (name, ReadAttributeValue());
    }

    private string ReadAttributeValue()
    {
        if (at >= text.Length)
        {
            return "";
        }

        int end;
        if (text[at] is '"' or '\'')
        {
            var quote = text[at++];
            end = text.AsSpan(at).IndexOfAny(quote, '<');
            end = end < 0 ? text.Length : at + end;
            var quoted = Entities.Resolve(text.AsSpan(at, end - at));
            at = end < text.Length && text[end] == quote ? end + 1 : end;
            return quoted;
        }

        end = text.AsSpan(at).IndexOfAny(ValueEnd);
        end = end < 0 ? text.Length : at + end;
        var value = Entities.Resolve(text.AsSpan(at, end - at));
        at = end;
        return value;
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }

    /// <summary>The same few names occur again and again; each is interned.</summary>
    private string ReadName()
    {
        var start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('/' or '>' or '=' or '<' or '"' or '\''))
        {
            at++;
        }

        var name = text.AsSpan(start, at - start);
        if (!known.TryGetValue(name, out var found))
        {
            found = name.ToString();
            known[name] = found;
        }

        return found;
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or ':';
}
