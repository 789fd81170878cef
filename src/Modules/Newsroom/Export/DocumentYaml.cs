using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Import;

namespace Concord.Newsroom.Export;

/// <summary>Writes <c>document.yaml</c>: what is true of a document in every language.</summary>
internal static class DocumentYaml
{
    /// <param name="editions">Those that are in the pack.</param>
    public static YamlText Of(Document document, IReadOnlyList<Edition> editions, ExportFolder folder, LanguageSet languages)
    {
        return new YamlText()
            .Add("id", document.Id == ContentId.Of("document", document.Slug) ? null : document.Id.ToString())
            .Add("kind", document.Kind)
            .Add("date", document.PublishedAt)
            .Add("speaker", document.Speaker is { } speaker ? DocumentFolder.Speakers[(int)speaker] : null)
            .Add("place", folder.Reference("place", document.Place, document.Subject))
            .Add("picture", folder.Reference("picture", document.Picture, document.Subject))
            .Add("order", document.Position == 0 ? null : document.Position)
            .Add("file", document.FileName)
            .Add("efforts", Topics(TopicScheme.Effort, "document"))
            .Add("members", Topics(TopicScheme.Member, "member"))
            .Add("campaigns", Topics(TopicScheme.Campaign, "document"))
            .Add("related", Topics(TopicScheme.Related, "document"))
            .Add("authentic", document.Named(TopicScheme.Authentic))
            .Add("history", History(document, editions, folder, languages));

        List<string> Topics(TopicScheme scheme, string defined) =>
            [.. document.Named(scheme).Select(slug => folder.Reference(defined, slug, document.Subject)).OfType<string>()];
    }

    private static IEnumerable<YamlText> History(
        Document document,
        IReadOnlyList<Edition> editions,
        ExportFolder folder,
        LanguageSet languages
    )
    {
        var statuses = editions.SelectMany(
            edition => DocumentHistory.Of(edition.Statuses).Since,
            (edition, status) => (edition.Language, Status: status)
        );
        foreach (var group in DocumentHistory.Together(statuses))
        {
            var (at, state, movedTo) = group.Key;
            var target = folder.Reference("document", movedTo, document.Subject);
            var about = group
                .Select(pair => pair.Language)
                .Distinct(StringComparer.Ordinal)
                .OrderBy(languages.PositionOf)
                .ToList();
            yield return new YamlText()
                .Add("on", at)
                .Add(
                    "outcome",
                    state switch
                    {
                        EditionState.Corrected => "corrected",
                        EditionState.Withdrawn => "withdrawn",
                        EditionState.Moved when target is not null => "moved",
                        EditionState.Live => "released",
                        _ => "removed",
                    }
                )
                .Add("to", target)
                .Add("languages", about.Count == editions.Count ? [] : about)
                .Add(
                    "notice",
                    TextsByLanguage.Of(
                        languages,
                        group.DistinctBy(pair => pair.Language),
                        pair => pair.Language,
                        pair => pair.Status.Notice
                    )
                );
        }
    }
}
