using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Progress.Record;

namespace Concord.Progress.Import;

/// <summary>The files <c>timeline.yaml</c> and <c>figures.yaml</c> of a content pack, read and checked.</summary>
internal sealed class ProgressFiles(ContentFolder pack, LanguageSet languages)
{
    public const string Timeline = "timeline.yaml";
    public const string FiguresFile = "figures.yaml";
    private readonly List<(YamlMap Map, string Slug)> references = [];
    private readonly HashSet<string> slugs = new(StringComparer.Ordinal);

    public List<PhaseLine> Phases { get; } = [];

    public List<EventLine> Events { get; } = [];

    public List<FigureLine> Figures { get; } = [];

    /// <summary>Reports documents that are named and do not exist.</summary>
    public void Check(ContentIndex index)
    {
        foreach (var (map, slug) in references.Where(reference => !index.Has($"document:{reference.Slug}")))
        {
            map.Report("document", ImportProblemCode.UnknownReference, $"there is no document “{slug}”.");
        }
    }

    public void Read()
    {
        if (Root(Timeline) is { } timeline)
        {
            Phases.AddRange(timeline.Maps("phases").Select(ReadPhase));
            Events.AddRange(timeline.Maps("events").Select(ReadEvent));
            timeline.Close();
        }

        if (Root(FiguresFile) is { } figures)
        {
            Figures.AddRange(figures.Maps("figures").Select(ReadFigure));
            figures.Close();
        }
    }

    private YamlMap? Root(string file) =>
        pack.Has(file) && pack.ReadText(file) is { } text ? YamlFile.ReadMap(pack, file, text) : null;

    public PhaseLine ReadPhase(YamlMap map)
    {
        var phase = new PhaseLine(map.Slug("slug"), map.ByAllLanguages("names", languages));
        map.Close();
        return phase;
    }

    public EventLine ReadEvent(YamlMap map)
    {
        var line = new EventLine
        {
            Slug = NewSlug(map),
            On = map.RequiredDate("on"),
            Known = DatePrecisions.Read(map),
            Phase = map.Slug("phase"),
            IsMilestone = map.Text("milestone") == "true",
            IsTurningPoint = map.Text("turning-point") == "true",
            IsMeeting = map.Text("meeting") == "true",
            Document = map.Text("document"),
            Title = map.ByAllLanguages("title", languages),
            Short = map.ByLanguage("short"),
            Source = SourceLine.Read(map, languages),
            Note = map.ByLanguage("note"),
            Competing = [.. map.Maps("competing").Select(ReadCompeting)],
        };
        map.Close();
        if (line.Document is not null)
        {
            references.Add((map, line.Document));
        }

        if (!Phases.Exists(phase => phase.Slug == line.Phase))
        {
            map.Report("phase", ImportProblemCode.UnknownReference, $"the phase “{line.Phase}” is not among the phases above.");
        }

        return line;
    }

    private CompetingLine ReadCompeting(YamlMap map)
    {
        var line = new CompetingLine(map.RequiredDate("on"), SourceLine.Read(map, languages));
        map.Close();
        return line;
    }

    public FigureLine ReadFigure(YamlMap map)
    {
        var line = new FigureLine
        {
            Slug = NewSlug(map),
            Position = Figures.Count + 1,
            Value = map.Number("value") ?? 0,
            Precision = FigurePrecisions.Read(map),
            AsOf = map.RequiredDate("as-of"),
            Known = DatePrecisions.Read(map),
            IsUndated = map.Text("undated") == "true",
            Series = map.Text("series"),
            IsKey = map.Text("key") == "true",
            Unit = map.ByLanguage("unit"),
            What = map.ByAllLanguages("what", languages),
            Source = SourceLine.Read(map, languages),
            Meaning = map.ByAllLanguages("meaning", languages),
        };
        map.Close();
        return line;
    }

    private string NewSlug(YamlMap map)
    {
        var slug = map.Slug("slug");
        if (!slugs.Add(slug))
        {
            map.Report("slug", ImportProblemCode.Duplicate, $"“{slug}” stands twice.");
        }

        return slug;
    }
}
