using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Concord.Foundation.ContentImport;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Import;

/// <summary>Reads <c>documents/{slug}/document.yaml</c> and one Markdown file per language beside it.</summary>
internal sealed partial class DocumentFolder(ContentFolder pack, KindCatalogue kinds)
{
    private static readonly string[] Speakers = ["all-members", "small-group", "hosts", "co-chairs"];
    private static readonly string[] Outcomes = ["corrected", "withdrawn", "gone", "moved"];

    /// <returns>The draft, or null after problems were reported.</returns>
    public ImportedDocument? Read(string slug)
    {
        var folder = $"documents/{slug}";
        var file = $"{folder}/document.yaml";
        if (!SlugForm().IsMatch(slug))
        {
            pack.Report(folder, 0, "the folder's name becomes the address: use a–z, 0–9 and hyphens, 100 at most.");
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

    internal static string DigestOf<T>(T value) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value)));

    private ImportedDocument Described(string slug, string file, YamlMap map, IReadOnlyList<ImportedEdition> editions)
    {
        var draft = new ImportedDocument
        {
            Slug = slug,
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
            Digest = "",
        };
        return draft with { Digest = DigestOf(draft with { Editions = [], File = "" }) };
    }

    private static IEnumerable<ImportedTopic> Topics(YamlMap map, string key, TopicScheme scheme) =>
        map.Texts(key).Distinct(StringComparer.Ordinal).Select((value, position) => new ImportedTopic(scheme, value, position));

    private static ImportedStatus ReadOutcome(YamlMap map)
    {
        var outcome = map.OneOf("outcome", Outcomes) switch
        {
            "corrected" => EditionState.Corrected,
            "withdrawn" => EditionState.Withdrawn,
            "moved" => EditionState.Moved,
            _ => EditionState.Gone,
        };
        var draft = new ImportedStatus(outcome, map.Moment("on") ?? default, map.Text("to"), map.ByLanguage("notice"));
        if (draft.At == default)
        {
            map.Report("on", "“on” is missing: write it as 2020-10-01 or 2020-10-01T09:00:00Z.");
        }

        if (outcome == EditionState.Moved && draft.MovedTo is null)
        {
            map.Report("to", "a document that moved must say where “to”.");
        }

        map.Close();
        return draft;
    }

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$", RegexOptions.None, 1000)]
    private static partial Regex SlugForm();
}
