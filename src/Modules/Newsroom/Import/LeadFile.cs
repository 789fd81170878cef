using Concord.Foundation.ContentImport;

namespace Concord.Newsroom.Import;

/// <summary>The file <c>home.yaml</c>: which document leads the home page, when, and in which language.</summary>
internal static class LeadFile
{
    public const string Name = "home.yaml";

    public static List<ImportedLead>? Read(ContentFolder pack)
    {
        if (!pack.Has(Name) || pack.ReadText(Name) is not { } text || YamlFile.ReadMap(pack, Name, text) is not { } root)
        {
            return null;
        }

        var lead = root.Maps("lead").Select(map => ReadSlot(pack, map)).ToList();
        root.Close();
        return lead;
    }

    private static ImportedLead ReadSlot(ContentFolder pack, YamlMap map)
    {
        var slot = new ImportedLead(
            map.Slug("document"),
            map.Text("language"),
            map.Moment("from") ?? DateTime.UnixEpoch,
            map.Moment("until"),
            map.Line
        );
        map.Close();
        if (slot.UntilAt <= slot.FromAt)
        {
            pack.Report(Name, map.Line, ImportProblemCode.InconsistentValues, "“until” must be later than “from”.");
        }

        return slot;
    }
}

internal sealed record ImportedLead(string Slug, string? Language, DateTime FromAt, DateTime? UntilAt, int Line);
