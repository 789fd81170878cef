using System.Globalization;

namespace Concord.Foundation.Languages;

/// <summary>One language of the site, as its folder of texts describes it.</summary>
public sealed class Language
{
    internal Language(string code, LanguageCard card, CultureInfo culture)
    {
        Code = code;
        Name = card.Name;
        Analyser = card.Analyser;
        OpenGraph = card.OpenGraph;
        Culture = culture;
        LongDate = card.LongDate;
        FirstOfMonth = card.FirstOfMonth;
    }

    /// <summary>BCP 47 code, as in addresses: <c>en</c>, <c>ckb</c>.</summary>
    public string Code { get; }

    /// <summary>The language's name in itself.</summary>
    public string Name { get; }

    /// <summary>The culture whose digits, months and separators this language's readers expect.</summary>
    public CultureInfo Culture { get; }

    /// <summary>Its search analyser; <c>standard</c> where there is none for it.</summary>
    public string Analyser { get; }

    /// <summary>Locale in the format of Open Graph: <c>ar_IQ</c>.</summary>
    public string OpenGraph { get; }

    /// <summary>.NET pattern of a full date.</summary>
    public string LongDate { get; }

    /// <summary>Replaces day 1 in a date (French <c>1er</c>); null where it is an ordinary number.</summary>
    public string? FirstOfMonth { get; }

    public bool IsRightToLeft => Culture.TextInfo.IsRightToLeft;

    /// <summary>The value of the <c>dir</c> attribute.</summary>
    public string Direction => IsRightToLeft ? "rtl" : "ltr";
}

/// <summary>The file <c>language.json</c> in a language's folder.</summary>
internal sealed record LanguageCard
{
    public required string Name { get; init; }

    public required string Culture { get; init; }

    public required string OpenGraph { get; init; }

    public string Analyser { get; init; } = "standard";

    public string LongDate { get; init; } = "d MMMM yyyy";

    public string? FirstOfMonth { get; init; }
}
