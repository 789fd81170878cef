using Concord.Foundation.Languages;

namespace Concord.Progress.Record;

/// <summary>A number with its unit, its date and its source.</summary>
internal sealed class Figure
{
    public required string Slug { get; init; }

    public required decimal Value { get; set; }

    public required FigurePrecision Precision { get; set; }

    public required DateOnly AsOf { get; set; }

    public required DatePrecision Known { get; set; }

    /// <summary>True where <see cref="AsOf"/> is the day of the statement, and the number's own day is not stated.</summary>
    public bool? IsUndated { get; set; }

    /// <summary>Where its source can be read; null where that is not published.</summary>
    public string? SourceUrl { get; set; }

    /// <summary>The day on which it was read there.</summary>
    public DateOnly? SourceRetrieved { get; set; }

    /// <summary>Figures of one series are drawn together, by date.</summary>
    public string? Series { get; set; }

    public required int Position { get; set; }

    /// <summary>True where it is on the home page.</summary>
    public bool IsKey { get; set; }

    public required string SourceDigest { get; set; }

    public List<FigureText> Texts { get; } = [];
}

/// <summary>How exactly a number is stated.</summary>
internal enum FigurePrecision
{
    Exact,
    About,
    Nearly,
    Over,
}

/// <summary>The text of a figure in one language.</summary>
internal sealed class FigureText
{
    public required string Figure { get; init; }

    public required string Language { get; init; }

    /// <summary>Follows the number: "km²"; null where it is a bare count.</summary>
    public string? Unit { get; set; }

    /// <summary>What is counted: "people freed from Daesh's control".</summary>
    public required string What { get; set; }

    public required string Source { get; set; }

    /// <summary>What it means and what it does not.</summary>
    public required string Meaning { get; set; }
}
