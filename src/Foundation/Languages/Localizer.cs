using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Concord.Foundation.Languages;

/// <summary>The texts in the reader's language. Placeholders are named: <c>{name}</c>.</summary>
public sealed class Localizer(Language language, LanguageSet languages, HtmlEncoder encoder)
{
    private readonly TextCatalogue own = languages.TextsOf(language);
    private readonly TextCatalogue fallback = languages.TextsOf(languages.Default);

    public Language Language { get; } = language;

    public ReaderFormat Format { get; } = new(language);

    /// <summary>A text without placeholders.</summary>
    public string this[string key] => own.Find(key) ?? fallback.Find(key) ?? key;

    /// <summary>A date with its precision: “9 February 2016”, “August 2016”, “early 2020”.</summary>
    public string Date(DateOnly date, DatePrecision known = DatePrecision.Day) =>
        known switch
        {
            DatePrecision.Month => Format.Month(date),
            DatePrecision.EarlyYear => Fill("date.early-year", ("year", Format.Year(date.Year))),
            _ => Format.Date(date),
        };

    /// <summary>A date and a time of day: “23 October 2020, 09:00 UTC”.</summary>
    /// <param name="at">UTC.</param>
    public string Moment(DateTime at) =>
        Fill("date.moment", ("date", Date(DateOnly.FromDateTime(at))), ("time", Format.Time(at)));

    /// <summary>A date as far as it is known, <c>2020-10-22</c> or <c>2020-10</c>; null where it is neither.</summary>
    public string? PartialDate(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Format.Date(day)
        : DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? Format.Month(month)
        : null;

    /// <summary>True where this language has a text under <paramref name="key"/>.</summary>
    public bool Has(string key) => own.Find(key) is not null;

    /// <summary>A plain text with its placeholders filled.</summary>
    public string Fill(string key, params ReadOnlySpan<(string Name, string Value)> values) => Filled(this[key], values);

    /// <summary>A plain text in the plural form of <paramref name="number"/>; <c>{n}</c> is the number in the reader's digits.</summary>
    public string Count(string key, long number, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = own.Find(key, number) ?? fallback.Find(key, number) ?? key;
        return Filled(text.Replace("{n}", Format.Number(number), StringComparison.Ordinal), values);
    }

    /// <summary>
    /// A text with its placeholders filled, as HTML: everything encoded, each value inside <c>bdi</c> so that a name or
    /// number in another direction cannot reorder the sentence around it. A value that is <see cref="IHtmlContent"/> is
    /// inserted as it is.
    /// </summary>
    public IHtmlContent Html(string key, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var html = new StringBuilder(encoder.Encode(this[key]));
        foreach (var (name, value) in values)
        {
            html.Replace(
                $"{{{name}}}",
                value is IHtmlContent content ? Render(content) : $"<bdi>{encoder.Encode(value.ToString() ?? "")}</bdi>"
            );
        }

        return new HtmlString(html.ToString());
    }

    private string Render(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, encoder);
        return writer.ToString();
    }

    private static string Filled(string text, ReadOnlySpan<(string Name, string Value)> values)
    {
        foreach (var (name, value) in values)
        {
            text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        }

        return text;
    }
}
