namespace Concord.Foundation.Languages;

/// <summary>How exactly a date is known. A date of less than a day's precision stands on the last day it may be.</summary>
public enum DatePrecision
{
    Day,
    Month,

    /// <summary>"Early 2020": some day of the first quarter.</summary>
    EarlyYear,
}
