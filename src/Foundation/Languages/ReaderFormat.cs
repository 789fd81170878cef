using System.Globalization;

namespace Concord.Foundation.Languages;

/// <summary>Numbers and dates in the format of one language.</summary>
public sealed class ReaderFormat(Language language)
{
    private readonly string[] digits = language.Culture.NumberFormat.NativeDigits;
    private readonly bool nativeDigits = language.Culture.NumberFormat.NativeDigits[0] != "0";

    /// <summary>A number with the language's digits and grouping; decimals only where it has them (six at most).</summary>
    public string Number(decimal value) =>
        Digits(value.ToString(Math.Abs(value) >= 10_000 ? "#,##0.######" : "0.######", language.Culture));

    /// <summary>10 November 2020, in the language's own order, month names and digits.</summary>
    public string Date(DateOnly date)
    {
        var text = date.ToString(language.LongDate, language.Culture);
        if (date.Day == 1 && language.FirstOfMonth is { } first && text.StartsWith("1 ", StringComparison.Ordinal))
        {
            text = first + text[1..];
        }

        return Digits(text);
    }

    /// <summary>November 2020.</summary>
    public string Month(DateOnly date) => Digits(date.ToString("MMMM yyyy", language.Culture));

    public string Year(int year) => Digits(year.ToString(CultureInfo.InvariantCulture));

    /// <summary>A time of day in UTC, 24 hours.</summary>
    public string Time(DateTime at) => Digits(at.ToString("HH:mm", CultureInfo.InvariantCulture));

    /// <summary>Replaces 0–9 by the language's own digits.</summary>
    public string Digits(string text) =>
        !nativeDigits
            ? text
            : string.Create(
                text.Length,
                (text, digits),
                static (span, state) =>
                {
                    for (var i = 0; i < span.Length; i++)
                    {
                        var letter = state.text[i];
                        span[i] = char.IsAsciiDigit(letter) ? state.digits[letter - '0'][0] : letter;
                    }
                }
            );
}
