using System.ComponentModel;
using System.Text.Json;
using Concord.Foundation.Api;
using Concord.Progress.Record;

namespace Concord.Progress.Api;

internal sealed record EventItem(
    string Slug,
    [property: Description("The day; where less is known, the last day it may be.")] string On,
    [property: Description("How exactly: day, month or early-year.")] string Known,
    string Phase,
    [property: Description("True where it stands in the short timeline.")] bool Milestone,
    [property: Description("True where it is a meeting of ministers.")] bool Meeting,
    [property: Description("Slug of the document about it; null where there is none.")] string? Document,
    [property: Description("Who states it, and where.")] SourceItem Source,
    [property: Description("Dates that others state.")] IReadOnlyList<OtherDateItem> OtherDates,
    [property: Description("By language code.")] IReadOnlyDictionary<string, EventTextItem> Texts
)
{
    /// <param name="language">Only this text; null for all.</param>
    public static EventItem Of(Event row, string? language) =>
        new(
            row.Slug,
            ApiFormat.Day(row.On),
            ApiFormat.Precision(row.Known),
            row.Phase,
            row.IsMilestone,
            row.IsMeeting == true,
            row.Document,
            SourceItem.Of(
                row.Texts.ToDictionary(text => text.Language, text => text.StatedBy, StringComparer.Ordinal),
                row.SourceUrl,
                row.SourceRetrieved
            ),
            [
                .. row
                    .Competing.OrderBy(date => date.On)
                    .Select(date => new OtherDateItem(
                        ApiFormat.Day(date.On),
                        SourceItem.Of(
                            JsonSerializer.Deserialize<Dictionary<string, string>>(date.StatedBy)!,
                            date.SourceUrl,
                            date.SourceRetrieved
                        )
                    )),
            ],
            row.Texts.Where(text => language is null || text.Language == language)
                .OrderBy(text => text.Language, StringComparer.Ordinal)
                .ToDictionary(text => text.Language, text => new EventTextItem(text.Title, text.Note))
        );
}

internal sealed record EventTextItem(string Title, [property: Description("What else a reader should know.")] string? Note);

internal sealed record OtherDateItem(string On, [property: Description("Who states it, and where.")] SourceItem Source);

internal sealed record FigureItem(
    string Slug,
    decimal Value,
    [property: Description("How exactly the number is stated: exact, about, nearly, over.")] string Precision,
    [property: Description(
        "The day it was true, or was stated where “undated” is true; where less is known, the last day it may be."
    )]
        string AsOf,
    string Known,
    [property: Description("True where the day is that of the statement, and the number's own day is not stated.")] bool Undated,
    [property: Description("Who states it, and where.")] SourceItem Source,
    [property: Description("Figures of one series count the same thing at different times.")] string? Series,
    [property: Description("True where it stands on the home page.")] bool Key,
    [property: Description("By language code.")] IReadOnlyDictionary<string, FigureTextItem> Texts
)
{
    /// <param name="language">Only this text; null for all.</param>
    public static FigureItem Of(Figure row, string? language) =>
        new(
            row.Slug,
            row.Value / 1.000000000000000000000000000000000m, // Without zeros at the end, which one database keeps.
            row.Precision.ToString().ToLowerInvariant(),
            ApiFormat.Day(row.AsOf),
            ApiFormat.Precision(row.Known),
            row.IsUndated == true,
            SourceItem.Of(
                row.Texts.ToDictionary(text => text.Language, text => text.Source, StringComparer.Ordinal),
                row.SourceUrl,
                row.SourceRetrieved
            ),
            row.Series,
            row.IsKey,
            row.Texts.Where(text => language is null || text.Language == language)
                .OrderBy(text => text.Language, StringComparer.Ordinal)
                .ToDictionary(text => text.Language, text => new FigureTextItem(text.Unit, text.What, text.Meaning))
        );
}

internal sealed record FigureTextItem(
    [property: Description("What stands right after the number; null for a bare count.")] string? Unit,
    string What,
    [property: Description("What it means and what it does not.")] string Meaning
);
