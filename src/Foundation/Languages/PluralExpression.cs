namespace Concord.Foundation.Languages;

/// <summary>
/// Recursive-descent reader of the C subset that gettext allows in plural expressions: <c>?:</c>, <c>|| &amp;&amp;</c>,
/// comparisons, <c>+ - * / %</c>, <c>!</c>, parentheses, <c>n</c> and whole numbers.
/// </summary>
internal sealed class PluralExpression(string text)
{
    private static readonly string[][] Levels =
    [
        ["||"],
        ["&&"],
        ["==", "!="],
        ["<=", ">=", "<", ">"],
        ["+", "-"],
        ["*", "/", "%"],
    ];

    private const int MaxLength = 400;
    private int at;

    public Func<long, long> Read()
    {
        // The parser recurses once for each bracket: a bound on the length bounds the stack.
        if (text.Length > MaxLength)
        {
            throw new FormatException($"The plural expression has {text.Length} characters; {MaxLength} is the most.");
        }

        var expression = Choice();
        Space();
        return at == text.Length ? expression : throw Fault();
    }

    private Func<long, long> Choice()
    {
        var condition = Binary(0);
        if (!Eat("?"))
        {
            return condition;
        }

        var yes = Choice();
        if (!Eat(":"))
        {
            throw Fault();
        }

        var no = Choice();
        return n => condition(n) != 0 ? yes(n) : no(n);
    }

    private Func<long, long> Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        while (Array.Find(Levels[level], Eat) is { } sign)
        {
            left = Join(sign, left, Binary(level + 1));
        }

        return left;
    }

    private Func<long, long> Unary()
    {
        if (Eat("!"))
        {
            var operand = Unary();
            return n => operand(n) == 0 ? 1 : 0;
        }

        if (Eat("("))
        {
            var inner = Choice();
            return Eat(")") ? inner : throw Fault();
        }

        if (Eat("n"))
        {
            return n => n;
        }

        Space();
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start < 9)
        {
            at++;
        }

        var number = at > start ? long.Parse(text.AsSpan(start, at - start), null) : throw Fault();
        return _ => number;
    }

    private static Func<long, long> Join(string sign, Func<long, long> left, Func<long, long> right) =>
        sign switch
        {
            "||" => n => left(n) != 0 || right(n) != 0 ? 1 : 0,
            "&&" => n => left(n) != 0 && right(n) != 0 ? 1 : 0,
            "==" => n => left(n) == right(n) ? 1 : 0,
            "!=" => n => left(n) != right(n) ? 1 : 0,
            "<=" => n => left(n) <= right(n) ? 1 : 0,
            ">=" => n => left(n) >= right(n) ? 1 : 0,
            "<" => n => left(n) < right(n) ? 1 : 0,
            ">" => n => left(n) > right(n) ? 1 : 0,
            "+" => n => left(n) + right(n),
            "-" => n => left(n) - right(n),
            "*" => n => left(n) * right(n),
            "/" => n => right(n) is 0 ? 0 : left(n) / right(n),
            _ => n => right(n) is 0 ? 0 : left(n) % right(n),
        };

    private bool Eat(string sign)
    {
        Space();
        if (!text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal))
        {
            return false;
        }

        at += sign.Length;
        return true;
    }

    private void Space()
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }
    }

    private FormatException Fault() => new($"The plural expression “{text}” cannot be read at position {at + 1}.");
}
