using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Progress.Import;

namespace Concord.Progress.Export;

/// <summary>Writes the lines of <c>timeline.yaml</c> and <c>figures.yaml</c>.</summary>
internal static class ProgressYaml
{
    public static YamlText Of(PhaseLine line) => new YamlText().Add("slug", line.Slug).Add("names", line.Names);

    public static YamlText Of(EventLine line) =>
        new YamlText()
            .Add("slug", line.Slug)
            .Add("on", line.On)
            .Add("known", DatePrecisions.NameOf(line.Known))
            .Add("document", line.Document)
            .AddIf("meeting", line.IsMeeting)
            .Add("phase", line.Phase)
            .AddIf("milestone", line.IsMilestone)
            .AddIf("turning-point", line.IsTurningPoint)
            .Add("title", line.Title)
            .Add("short", line.Short)
            .Add("source", line.Source.Write())
            .Add("note", line.Note)
            .Add(
                "competing",
                line.Competing.Select(date => new YamlText().Add("on", date.On).Add("source", date.Source.Write()))
            );

    public static YamlText Of(FigureLine line) =>
        new YamlText()
            .Add("slug", line.Slug)
            .Add("value", line.Value)
            .Add("precision", FigurePrecisions.NameOf(line.Precision))
            .Add("as-of", line.AsOf)
            .Add("known", DatePrecisions.NameOf(line.Known))
            .AddIf("undated", line.IsUndated)
            .AddIf("key", line.IsKey)
            .Add("series", line.Series)
            .Add("unit", line.Unit)
            .Add("what", line.What)
            .Add("source", line.Source.Write())
            .Add("meaning", line.Meaning);
}
