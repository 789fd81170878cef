using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Concord.Foundation.Packs;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Import;

/// <summary>Reads <c>documents/{slug}/document.yaml</c> and one Markdown file per language beside it.</summary>
internal sealed partial class DocumentFolder(PackFolder pack, KindCatalogue kinds)
{
    private const int LongestTitle = 120;
    private const int LongestSummary = 300;
    private static readonly string[] Speakers = ["all-members", "small-group", "hosts", "co-chairs"];

    /// <returns>The draft, or null after problems were reported.</returns>
    public DocumentDraft? Read(string slug)
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
        var draft = Described(slug, file, map, [.. pack.Files(folder, ".md").Select(ReadEdition).OfType<EditionDraft>()]);
        map.Close();
        Check(map, draft);
        return pack.Problems.Count == before ? draft : null;
    }

    private DocumentDraft Described(string slug, string file, YamlMap map, IReadOnlyList<EditionDraft> editions)
    {
        var draft = new DocumentDraft
        {
            Slug = slug,
            File = file,
            Kind = map.OneOf("kind", kinds.Names) ?? "",
            PublishedAt = map.Moment("date") ?? default,
            Speaker = map.OneOf("speaker", Speakers) is { } speaker ? (Speaker)Array.IndexOf(Speakers, speaker) : null,
            Place = map.Text("place"),
            Topics =
            [
                .. Topics(map, "efforts", TopicScheme.Effort),
                .. Topics(map, "members", TopicScheme.Member),
                .. Topics(map, "related", TopicScheme.Related),
            ],
            Editions = editions,
            Digest = "",
        };
        return draft with { Digest = DigestOf(draft with { Editions = [], File = "" }) };
    }

    private static IEnumerable<TopicDraft> Topics(YamlMap map, string key, TopicScheme scheme) =>
        map.Texts(key).Distinct(StringComparer.Ordinal).Select((value, position) => new TopicDraft(scheme, value, position));

    private EditionDraft? ReadEdition(string file)
    {
        if (MarkdownFile.Read(pack, file) is not { } markdown)
        {
            return null;
        }

        var (front, body) = (markdown.Front, markdown.Body.Trim());
        var firstLine = markdown.BodyLine + markdown.Body.TakeWhile(char.IsWhiteSpace).Count(letter => letter == '\n');
        var title = Short(front, "title", LongestTitle);
        var summary = Short(front, "summary", LongestSummary);
        var from = front.Text("translated-from");
        front.Close();
        if (body.Length == 0)
        {
            pack.Report(file, markdown.BodyLine, "there is no text below the front matter.");
        }

        var language = Path.GetFileNameWithoutExtension(file);
        var digest = DigestOf(
            new
            {
                title,
                summary,
                body,
            }
        );
        return new EditionDraft(file, firstLine, language, from, title, summary, body, digest);
    }

    private static string Short(YamlMap front, string key, int longest)
    {
        var text = front.Required(key).Trim();
        if (text.Length > longest)
        {
            front.Report(key, $"“{key}” has {text.Length} characters; {longest} is the most.");
        }

        return text;
    }

    private void Check(YamlMap map, DocumentDraft draft)
    {
        if (map.Text("kind") is null)
        {
            map.Report("kind", $"“kind” is missing; it must be one of: {string.Join(", ", kinds.Names)}.");
        }
        else if (draft.Kind.Length > 0 && kinds[draft.Kind].NeedsSpeaker && draft.Speaker is null)
        {
            map.Report("speaker", $"a {draft.Kind} must say who speaks: {string.Join(", ", Speakers)}.");
        }

        if (draft.PublishedAt == default)
        {
            map.Report("date", "“date” is missing: write it as 2020-10-01 or 2020-10-01T09:00:00Z.");
        }

        foreach (var edition in draft.Editions.Where(edition => edition.TranslatedFrom is not null))
        {
            if (!draft.Editions.Any(source => source.Language == edition.TranslatedFrom && source.TranslatedFrom is null))
            {
                pack.Report(
                    edition.File,
                    1,
                    $"“translated-from: {edition.TranslatedFrom}” needs an original {edition.TranslatedFrom}.md beside it."
                );
            }
        }

        if (draft.Editions.Count == 0)
        {
            map.Report("kind", "there is no edition: put at least one file such as en.md beside this one.");
        }
    }

    private static string DigestOf<T>(T value) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value)));

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$", RegexOptions.None, 1000)]
    private static partial Regex SlugForm();
}
