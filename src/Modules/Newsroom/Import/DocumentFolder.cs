using Concord.Foundation.ContentImport;
using Concord.Foundation.Text;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Import;

/// <summary>Reads <c>documents/{slug}/document.yaml</c> and one Markdown file per language beside it.</summary>
internal sealed class DocumentFolder(ContentFolder pack, KindCatalogue kinds)
{
    /// <summary>In the order of <see cref="Speaker"/>.</summary>
    public static readonly string[] Speakers = ["all-members", "small-group", "hosts", "co-chairs"];

    private static readonly string[] Outcomes = ["corrected", "withdrawn", "removed", "moved", "released"];

    /// <returns>The imported document, or null after problems were reported.</returns>
    public ImportedDocument? Read(string slug)
    {
        var folder = $"documents/{slug}";
        var file = $"{folder}/document.yaml";
        if (!SlugRule.IsSlug(slug))
        {
            pack.Report(
                folder,
                0,
                ImportProblemCode.InvalidValue,
                $"the folder's name becomes the address: {SlugRule.Description}."
            );
        }

        if (pack.ReadText(file) is not { } text || YamlFile.ReadMap(pack, file, text) is not { } map)
        {
            return null;
        }

        var before = pack.Problems.Count;
        var edition = new EditionFile(pack);
        var draft = Described(slug, file, map, [.. pack.Files(folder, ".md").Select(edition.Read).OfType<ImportedEdition>()]);
        map.Close();
        new DocumentCheck(pack, kinds, Speakers).Check(map, draft);
        return pack.Problems.Count == before ? draft : null;
    }

    private ImportedDocument Described(string slug, string file, YamlMap map, IReadOnlyList<ImportedEdition> editions)
    {
        return new ImportedDocument
        {
            Slug = slug,
            Id = map.Id("id"),
            File = file,
            Kind = map.OneOf("kind", kinds.Names) ?? "",
            PublishedAt = map.Moment("date") ?? default,
            Speaker = map.OneOf("speaker", Speakers) is { } speaker ? (Speaker)Array.IndexOf(Speakers, speaker) : null,
            Place = map.Text("place"),
            Picture = map.Text("picture"),
            Position = (int)(map.Number("order") ?? 0),
            Download = map.Text("file") is { } download ? $"documents/{slug}/{download}" : null,
            Topics =
            [
                .. Topics(map, "efforts", TopicScheme.Effort),
                .. Topics(map, "members", TopicScheme.Member),
                .. Topics(map, "campaigns", TopicScheme.Campaign),
                .. Topics(map, "related", TopicScheme.Related),
                .. Topics(map, "authentic", TopicScheme.Authentic),
            ],
            History = [.. map.Maps("history").Select(ReadOutcome).OrderBy(outcome => outcome.At)],
            Editions = editions,
        };
    }

    private static IEnumerable<DescribedTopic> Topics(YamlMap map, string key, TopicScheme scheme) =>
        map.Texts(key).Distinct(StringComparer.Ordinal).Select((value, position) => new DescribedTopic(scheme, value, position));

    private static ImportedStatus ReadOutcome(YamlMap map)
    {
        var outcome = map.OneOf("outcome", Outcomes) switch
        {
            "corrected" => EditionState.Corrected,
            "withdrawn" => EditionState.Withdrawn,
            "moved" => EditionState.Moved,
            "released" => EditionState.Live,
            _ => EditionState.Removed,
        };
        var draft = new ImportedStatus(
            outcome,
            map.Moment("on") ?? default,
            map.Text("to"),
            map.ByLanguage("notice"),
            map.Texts("languages")
        );
        if (draft.At == default)
        {
            map.Report("on", ImportProblemCode.MissingValue, "“on” is missing: write it as 2020-10-01 or 2020-10-01T09:00:00Z.");
        }

        if (outcome == EditionState.Moved && draft.MovedTo is null)
        {
            map.Report("to", ImportProblemCode.MissingValue, "a document that moved must say where “to”.");
        }

        map.Close();
        return draft;
    }
}
