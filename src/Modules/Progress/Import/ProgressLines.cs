using System.Text.Json;
using System.Text.Json.Serialization;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Progress.Record;

namespace Concord.Progress.Import;

internal sealed record PhaseLine(string Slug, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>As the site has it.</summary>
    public static PhaseLine Of(string slug, IEnumerable<PhaseName> names, LanguageSet languages) =>
        new(slug, TextsByLanguage.Of(languages, names, name => name.Language, name => name.Name));
}

internal sealed record CompetingLine(DateOnly On, SourceLine Source);

internal sealed record EventLine
{
    public required string Slug { get; init; }

    public required DateOnly On { get; init; }

    public required DatePrecision Known { get; init; }

    public required string Phase { get; init; }

    public required bool IsMilestone { get; init; }

    public required bool IsTurningPoint { get; init; }

    /// <summary>Not part of the digest where it is false, so that an upgrade changes no event.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public required bool IsMeeting { get; init; }

    /// <summary>Slug of the document about it; not part of the digest where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required string? Document { get; init; }

    public required IReadOnlyDictionary<string, string> Title { get; init; }

    public required IReadOnlyDictionary<string, string> Short { get; init; }

    public required SourceLine Source { get; init; }

    public required IReadOnlyDictionary<string, string> Note { get; init; }

    public required IReadOnlyList<CompetingLine> Competing { get; init; }

    /// <summary>As the site has it.</summary>
    public static EventLine Of(Event row, LanguageSet languages)
    {
        return new EventLine
        {
            Slug = row.Slug,
            On = row.On,
            Known = row.Known,
            Phase = row.Phase,
            IsMilestone = row.IsMilestone,
            IsTurningPoint = row.IsTurningPoint,
            IsMeeting = row.IsMeeting == true,
            Document = row.Document,
            Title = Texts(text => text.Title),
            Short = Texts(text => text.Short),
            Source = new SourceLine(Texts(text => text.StatedBy), row.SourceUrl, row.SourceRetrieved),
            Note = Texts(text => text.Note),
            Competing =
            [
                .. row
                    .Competing.OrderBy(date => date.On)
                    .Select(date => new CompetingLine(
                        date.On,
                        new SourceLine(
                            TextsByLanguage.Of(
                                languages,
                                JsonSerializer.Deserialize<Dictionary<string, string>>(date.StatedBy) ?? [],
                                pair => pair.Key,
                                pair => pair.Value
                            ),
                            date.SourceUrl,
                            date.SourceRetrieved
                        )
                    )),
            ],
        };

        Dictionary<string, string> Texts(Func<EventText, string?> text) =>
            TextsByLanguage.Of(languages, row.Texts, own => own.Language, text);
    }
}

internal sealed record FigureLine
{
    public required string Slug { get; init; }

    public required int Position { get; init; }

    public required decimal Value { get; init; }

    public required FigurePrecision Precision { get; init; }

    public required DateOnly AsOf { get; init; }

    public required DatePrecision Known { get; init; }

    /// <summary>True where the day is that of the statement, and the number's own day is not stated.</summary>
    public required bool IsUndated { get; init; }

    public required string? Series { get; init; }

    public required bool IsKey { get; init; }

    public required IReadOnlyDictionary<string, string> Unit { get; init; }

    public required IReadOnlyDictionary<string, string> What { get; init; }

    public required SourceLine Source { get; init; }

    public required IReadOnlyDictionary<string, string> Meaning { get; init; }

    /// <summary>As the site has it.</summary>
    public static FigureLine Of(Figure row, LanguageSet languages)
    {
        return new FigureLine
        {
            Slug = row.Slug,
            Position = row.Position,
            Value = row.Value,
            Precision = row.Precision,
            AsOf = row.AsOf,
            Known = row.Known,
            IsUndated = row.IsUndated == true,
            Series = row.Series,
            IsKey = row.IsKey,
            Unit = Texts(text => text.Unit),
            What = Texts(text => text.What),
            Source = new SourceLine(Texts(text => text.Source), row.SourceUrl, row.SourceRetrieved),
            Meaning = Texts(text => text.Meaning),
        };

        Dictionary<string, string> Texts(Func<FigureText, string?> text) =>
            TextsByLanguage.Of(languages, row.Texts, own => own.Language, text);
    }
}

/// <summary>How exactly a number is stated, as packs write it: <c>precision: nearly</c>.</summary>
internal static class FigurePrecisions
{
    private const string Key = "precision";

    /// <summary>In the order of the enumeration.</summary>
    public static IReadOnlyList<string> Names { get; } = ["exact", "about", "nearly", "over"];

    /// <returns>That of the mapping; exact where it says nothing.</returns>
    public static FigurePrecision Read(YamlMap map) =>
        map.OneOf(Key, Names) switch
        {
            "about" => FigurePrecision.About,
            "nearly" => FigurePrecision.Nearly,
            "over" => FigurePrecision.Over,
            _ => FigurePrecision.Exact,
        };

    /// <returns>Null for an exact number, which is not written.</returns>
    public static string? NameOf(FigurePrecision precision) => precision == FigurePrecision.Exact ? null : Names[(int)precision];
}
