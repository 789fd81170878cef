namespace Concord.Foundation.Languages;

/// <summary>The precision of a date. A date of less than a day's precision is stored as the last day it may be.</summary>
public enum DatePrecision
{
    Day,
    Month,

    /// <summary>"Early 2020": some day of the first quarter.</summary>
    EarlyYear,
}
