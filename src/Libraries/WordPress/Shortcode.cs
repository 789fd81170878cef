namespace Concord.WordPress;

/// <summary>The opening tag of a shortcode: <c>[name key="value" flag /]</c>.</summary>
/// <param name="End">Behind its bracket.</param>
/// <param name="IsClosed">True for one that ends with <c>/]</c>.</param>
internal sealed record Shortcode(string Name, IReadOnlyDictionary<string, string> Attributes, int End, bool IsClosed)
{
    private const int MaxLength = 4_000;

    /// <summary>Other text in brackets, such as “[sic]” or “[our italics]”, is no shortcode.</summary>
    public bool LooksLikeOne => Attributes.Count > 0 || IsClosed || Name.AsSpan().IndexOfAny('_', '-') > 0;

    /// <param name="at">Where its bracket is.</param>
    /// <returns>Null where there is none.</returns>
    public static Shortcode? Read(string text, int at)
    {
        var end = Math.Min(text.Length, at + MaxLength);
        var here = at + 1;
        while (here < end && (char.IsAsciiLetterOrDigit(text[here]) || text[here] is '_' or '-'))
        {
            here++;
        }

        var name = text[(at + 1)..Math.Min(here, text.Length)];
        if (
            name.Length == 0
            || !char.IsAsciiLetter(name[0])
            || here >= end
            || !(text[here] is ']' or '/' || char.IsWhiteSpace(text[here]))
        )
        {
            return null;
        }

        var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (here < end)
        {
            var letter = text[here];
            if (letter == ']')
            {
                return new Shortcode(name, attributes, here + 1, IsClosed: false);
            }

            if (letter == '/' && here + 1 < end && text[here + 1] == ']')
            {
                return new Shortcode(name, attributes, here + 2, IsClosed: true);
            }

            if (letter is '[' or '<')
            {
                return null;
            }

            here = char.IsAsciiLetter(letter) ? ReadAttribute(text, here, end, attributes) : here + 1;
        }

        return null;
    }

    /// <returns>Behind it.</returns>
    private static int ReadAttribute(string text, int at, int end, Dictionary<string, string> attributes)
    {
        var here = at;
        while (here < end && (char.IsAsciiLetterOrDigit(text[here]) || text[here] is '_' or '-'))
        {
            here++;
        }

        var key = text[at..here];
        if (here >= end || text[here] != '=')
        {
            return here;
        }

        here++;
        // The editor of WordPress makes some quotation marks typographic.
        if (here < end && text[here] is '"' or '\'' or '“' or '”' or '″')
        {
            var close = text.AsSpan(here + 1, end - here - 1).IndexOfAny(text[here], text[here] is '“' ? '”' : text[here]);
            if (close < 0)
            {
                return end;
            }

            attributes[key] = text.Substring(here + 1, close);
            return here + close + 2;
        }

        var start = here;
        while (here < end && !char.IsWhiteSpace(text[here]) && text[here] != ']')
        {
            here++;
        }

        attributes[key] = text[start..here].TrimEnd('/');
        return here;
    }
}
