using System.Buffers;

namespace Concord.FeedReading.Text;

/// <summary>
/// Builds text: white space is collapsed to one space, or to one line break where there was one; control characters and
/// white space at both ends are removed.
/// </summary>
/// <param name="most">The maximum length.</param>
internal ref struct TidyText(int most)
{
    private static readonly SearchValues<char> Special = SearchValues.Create([
        .. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(c => c != ' ' && (IsSpace(c) || IsUnwanted(c))),
        ' ',
    ]);

    private readonly char[] rented = ArrayPool<char>.Shared.Rent(Math.Max(1, most));
    private int length;
    private bool space;
    private bool line;

    /// <param name="keepsLines">False where line breaks carry no meaning.</param>
    public void Add(ReadOnlySpan<char> text, bool keepsLines)
    {
        while (text.Length > 0)
        {
            var plain = text.IndexOfAny(Special);
            plain = plain < 0 ? text.Length : plain;
            if (plain > 0)
            {
                Put(text[..plain]);
                text = text[plain..];
                continue;
            }

            if (IsSpace(text[0]))
            {
                (space, line) = (true, line || (keepsLines && text[0] == '\n'));
            }

            text = text[1..];
        }
    }

    public void Space() => space = true;

    public void Break() => (space, line) = (true, true);

    /// <returns>The text; nothing may be added afterwards.</returns>
    public readonly string Take()
    {
        var text = new string(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        return text;
    }

    private void Put(ReadOnlySpan<char> plain)
    {
        if (space && length > 0)
        {
            rented[length++] = line ? '\n' : ' ';
        }

        (space, line) = (false, false);
        plain.CopyTo(rented.AsSpan(length));
        length += plain.Length;
    }

    // A non-breaking space is kept.
    private static bool IsSpace(char c) => char.IsWhiteSpace(c) && c is not ('\u00A0' or '\u202F');

    private static bool IsUnwanted(char c) => char.IsControl(c) || c is '\uFFFE' or '\uFFFF' or '\uFEFF';
}
