using Concord.Foundation.ContentImport;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Import;

/// <summary>The file <c>home.yaml</c>: which document leads the home page and which campaign is on it, when, and in which language.</summary>
internal static class LeadFile
{
    public const string Name = "home.yaml";

    public static List<ImportedLead>? Read(ContentFolder pack)
    {
        if (!pack.Has(Name) || pack.ReadText(Name) is not { } text || YamlFile.ReadMap(pack, Name, text) is not { } root)
        {
            return null;
        }

        List<ImportedLead> slots =
        [
            .. root.Maps("lead").Select(map => ReadSlot(pack, map, place: null)),
            .. root.Maps("campaign").Select(map => ReadSlot(pack, map, HomePlace.Campaign)),
        ];
        root.Close();
        return slots;
    }

    private static ImportedLead ReadSlot(ContentFolder pack, YamlMap map, HomePlace? place)
    {
        var slot = new ImportedLead(
            place,
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

/// <param name="Place">Null for the lead.</param>
internal sealed record ImportedLead(
    HomePlace? Place,
    string Slug,
    string? Language,
    DateTime FromAt,
    DateTime? UntilAt,
    int Line
);
