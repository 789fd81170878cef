using System.Globalization;

namespace Concord.Foundation.Languages;

/// <summary>
/// The <c>Plural-Forms</c> header of a PO file, for example
/// <c>nplurals=2; plural=(n != 1);</c>: a C expression over <c>n</c>, read once and evaluated for each number.
/// </summary>
public sealed class PluralRule
{
    private readonly Func<long, long> expression;

    private PluralRule(int forms, Func<long, long> expression)
    {
        Forms = forms;
        this.expression = expression;
    }

    public int Forms { get; }

    /// <returns>Which form <paramref name="number"/> takes: 0 to <see cref="Forms"/> − 1.</returns>
    public int FormOf(long number) => (int)Math.Clamp(expression(Math.Abs(number)), 0, Forms - 1);

    /// <exception cref="FormatException">The header cannot be read; the message says where.</exception>
    public static PluralRule Parse(string header)
    {
        var parts = header.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (
            parts.Length != 2
            || !parts[0].StartsWith("nplurals=", StringComparison.Ordinal)
            || !parts[1].StartsWith("plural=", StringComparison.Ordinal)
            || !int.TryParse(parts[0].AsSpan(9), NumberStyles.None, CultureInfo.InvariantCulture, out var forms)
            || forms is < 1 or > 10
        )
        {
            throw new FormatException($"Plural-Forms must read “nplurals=N; plural=EXPRESSION;” but reads “{header}”.");
        }

        return new PluralRule(forms, new PluralExpression(parts[1][7..]).Read());
    }
}
