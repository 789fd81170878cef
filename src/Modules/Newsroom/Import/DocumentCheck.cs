using Concord.Foundation.ContentImport;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;

namespace Concord.Newsroom.Import;

/// <summary>Validates a document against the rules of its kind.</summary>
internal sealed class DocumentCheck(ContentFolder pack, KindCatalogue kinds, IReadOnlyList<string> speakers)
{
    public void Check(YamlMap map, ImportedDocument draft)
    {
        if (map.Text("kind") is null)
        {
            map.Report(
                "kind",
                ImportProblemCode.MissingValue,
                $"“kind” is missing; it must be one of: {string.Join(", ", kinds.Names)}."
            );
        }
        else if (draft.Kind.Length > 0)
        {
            CheckKind(map, draft, kinds[draft.Kind]);
        }

        if (draft.PublishedAt == default)
        {
            map.Report(
                "date",
                ImportProblemCode.MissingValue,
                "“date” is missing: write it as 2020-10-01 or 2020-10-01T09:00:00Z."
            );
        }

        if (draft.Editions.Count == 0)
        {
            map.Report(
                "kind",
                ImportProblemCode.MissingValue,
                "there is no edition: put at least one file such as en.md beside this one."
            );
        }

        CheckSources(draft);
        CheckOriginals(map, draft);
        CheckNotices(map, draft);
    }

    private void CheckKind(YamlMap map, ImportedDocument draft, Kind kind)
    {
        if (kind.NeedsSpeaker && draft.Speaker is null)
        {
            map.Report(
                "speaker",
                ImportProblemCode.MissingValue,
                $"a {draft.Kind} must say who speaks: {string.Join(", ", speakers)}."
            );
        }

        if (kind.NeedsFile && draft.Download is null)
        {
            map.Report("file", ImportProblemCode.MissingValue, $"a {draft.Kind} needs a “file” that lies beside this one.");
        }

        foreach (var edition in draft.Editions.Where(edition => kind.NeedsItems && edition.Content.Items.Count == 0))
        {
            pack.Report(
                edition.File,
                1,
                ImportProblemCode.MissingValue,
                $"a {draft.Kind} needs “items”, each with outlet, title and text."
            );
        }
    }

    /// <summary>Every translation leads back to an original, over other translations or not.</summary>
    private void CheckSources(ImportedDocument draft)
    {
        foreach (var edition in draft.Editions.Where(edition => draft.DepthOf(edition) is null))
        {
            pack.Report(
                edition.File,
                1,
                ImportProblemCode.MissingOriginal,
                $"“translated-from: {edition.TranslatedFrom}” needs {edition.TranslatedFrom}.md beside it, which is an original or goes back to one."
            );
        }
    }

    /// <summary>A document is the full text in every language, or a summary in every language.</summary>
    private void CheckOriginals(YamlMap map, ImportedDocument draft)
    {
        var summaries = draft.Editions.Where(edition => edition.Content.Original is not null).ToList();
        if (summaries.Count == 0)
        {
            return;
        }

        foreach (var edition in draft.Editions.Except(summaries))
        {
            pack.Report(
                edition.File,
                1,
                ImportProblemCode.InconsistentValues,
                $"“summary-of” is missing here, though it stands in {summaries[0].File}: all editions are summaries, or none is.",
                "summary-of"
            );
        }

        if (draft.Topics.Any(topic => topic.Scheme == TopicScheme.Authentic))
        {
            map.Report(
                "authentic",
                ImportProblemCode.InconsistentValues,
                "a summary is not an authentic text; leave “authentic” out."
            );
        }
    }

    private static void CheckNotices(YamlMap map, ImportedDocument draft)
    {
        foreach (
            var language in draft
                .History.SelectMany(outcome => outcome.Languages)
                .Where(language => draft.Editions.All(edition => edition.Language != language))
                .Distinct(StringComparer.Ordinal)
        )
        {
            map.Report("history", ImportProblemCode.UnknownReference, $"“{language}” has no file {language}.md here.");
        }

        foreach (var outcome in draft.History.Where(outcome => outcome.State is EditionState.Corrected or EditionState.Withdrawn))
        {
            var missing = draft
                .Editions.Select(edition => edition.Language)
                .Where(outcome.IsAbout)
                .Except(outcome.Notices.Keys, StringComparer.Ordinal)
                .ToList();
            if (missing.Count > 0)
            {
                map.Report(
                    "history",
                    ImportProblemCode.MissingTranslation,
                    $"the notice is missing in: {string.Join(", ", missing)}."
                );
            }
        }
    }
}
