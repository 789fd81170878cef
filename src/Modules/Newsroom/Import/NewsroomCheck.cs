using Concord.Foundation.ContentImport;
using Concord.Foundation.Text;
using Concord.Media.Downloads;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Concord.Newsroom.Translation;

namespace Concord.Newsroom.Import;

/// <summary>Checks what a document refers to, once every part of the pack has been read.</summary>
internal sealed class NewsroomCheck(ContentFolder pack, ContentIndex index, TextTokens tokens, KindCatalogue kinds)
{
    private const int MaxFileBytes = 8 << 20;

    /// <param name="kindOf">Kind of each document of the pack, by slug.</param>
    public void Check(ImportedDocument draft, IReadOnlyDictionary<string, string> kindOf)
    {
        Need(draft.File, "place", draft.Place, "places.yaml");
        Need(draft.File, "picture", draft.Picture, "pictures/");
        foreach (var topic in draft.Topics)
        {
            CheckTopic(draft.File, topic, kindOf);
        }

        foreach (
            var moved in draft
                .History.Select(outcome => outcome.MovedTo)
                .OfType<string>()
                .Where(slug => !kindOf.ContainsKey(slug))
        )
        {
            pack.Report(
                draft.File,
                0,
                ImportProblemCode.UnknownReference,
                $"it moved to the document “{moved}”, which is not in this pack."
            );
        }

        CheckDownload(draft);
        foreach (var edition in draft.Editions)
        {
            Check(edition);
            NeedAlt(draft.File, 0, draft.Picture, edition.Language);
        }
    }

    /// <param name="kindOf">Kind of each document of the pack, by slug.</param>
    public void Check(IReadOnlyList<ImportedLead> slots, IReadOnlyDictionary<string, string> kindOf)
    {
        foreach (var slot in slots)
        {
            if (!kindOf.TryGetValue(slot.Slug, out var kind))
            {
                pack.Report(
                    LeadFile.Name,
                    slot.Line,
                    ImportProblemCode.UnknownReference,
                    $"the document “{slot.Slug}” is not in this pack."
                );
            }
            else if (slot.Place == HomePlace.Campaign && kind != kinds.Gathering(TopicScheme.Campaign))
            {
                pack.Report(
                    LeadFile.Name,
                    slot.Line,
                    ImportProblemCode.UnknownReference,
                    $"“{slot.Slug}” is not a document of the kind “{kinds.Gathering(TopicScheme.Campaign)}”."
                );
            }
        }
    }

    private void CheckTopic(string file, DescribedTopic topic, IReadOnlyDictionary<string, string> kindOf)
    {
        switch (topic.Scheme)
        {
            case TopicScheme.Member:
                Need(file, "member", topic.Value, "members.yaml");
                break;
            case TopicScheme.Related when !kindOf.ContainsKey(topic.Value):
                pack.Report(
                    file,
                    0,
                    ImportProblemCode.UnknownReference,
                    $"the related document “{topic.Value}” is not in this pack."
                );
                break;
            case TopicScheme.Effort
            or TopicScheme.Campaign when kindOf.GetValueOrDefault(topic.Value) != kinds.Gathering(topic.Scheme):
                pack.Report(
                    file,
                    0,
                    ImportProblemCode.UnknownReference,
                    $"“{topic.Value}” is not a document of the kind “{kinds.Gathering(topic.Scheme)}” in this pack."
                );
                break;
        }
    }

    private void Need(string file, string what, string? name, string where)
    {
        if (name is not null && !index.Has($"{what}:{name}"))
        {
            pack.Report(file, 0, ImportProblemCode.UnknownReference, $"the {what} “{name}” is not in {where}.");
        }
    }

    private void NeedAlt(string file, int line, string? picture, string language)
    {
        if (picture is not null && index.Has($"picture:{picture}") && !index.Has($"picture:{picture}:{language}"))
        {
            pack.Report(
                file,
                line,
                ImportProblemCode.MissingTranslation,
                $"the picture “{picture}” has no alternative text in “{language}”: write it into pictures/{picture}/picture.yaml."
            );
        }
    }

    private void CheckDownload(ImportedDocument draft)
    {
        if (draft.Download is null || pack.ReadBytes(draft.Download, MaxFileBytes) is null)
        {
            return;
        }

        if (!FileStore.Endings.Contains(Path.GetExtension(draft.Download), StringComparer.OrdinalIgnoreCase))
        {
            pack.Report(
                draft.Download,
                0,
                ImportProblemCode.UnsupportedFileType,
                $"a file of this type cannot be offered; it may end in: {string.Join(", ", FileStore.Endings)}."
            );
        }
    }

    private void Check(ImportedEdition edition)
    {
        if (MarkdownText.Check(edition.Content.Body) is { } fault)
        {
            pack.Report(
                edition.File,
                edition.BodyLine + fault.Line - 1,
                ImportProblemCode.MarkdownTooComplex,
                fault.Kind switch
                {
                    MarkdownFaultKind.TooDeep =>
                        $"quotations, lists or emphasis stand too deeply within each other here; {MarkdownLimits.MaxDepth} levels are the most.",
                    MarkdownFaultKind.TooManyColumns =>
                        $"the table has too many columns here; {MarkdownLimits.MaxColumns} are the most.",
                    MarkdownFaultKind.PictureNotAlone =>
                        "a picture stands in a paragraph of its own, not in a list, a quotation or a table.",
                    MarkdownFaultKind.PictureFromElsewhere =>
                        "a picture of another site cannot be shown; put it into pictures/ and write ![words](picture:name).",
                    MarkdownFaultKind.EmbedNotAlone =>
                        "an embed such as [words](file:name) stands in a paragraph of its own, not in a list, a quotation or a table.",
                    _ =>
                        $"there are too many characters such as [ * | here; {MarkdownLimits.MaxMarksInBlock} in one paragraph are the most. Divide it by blank lines.",
                }
            );
            return;
        }

        foreach (
            var (slug, line) in MarkdownText
                .DocumentLinks(edition.Content.Body)
                .Where(link => !index.Has($"document:{link.Slug}"))
        )
        {
            pack.Report(
                edition.File,
                edition.BodyLine + line - 1,
                ImportProblemCode.UnknownReference,
                $"the link goes to the document “{slug}”, which is not in this pack."
            );
        }

        foreach (
            var picture in MarkdownText.Pictures(edition.Content.Body).Where(picture => !index.Has($"picture:{picture.Name}"))
        )
        {
            pack.Report(
                edition.File,
                edition.BodyLine + picture.Line - 1,
                ImportProblemCode.UnknownReference,
                $"the picture “{picture.Name}” is not in pictures/."
            );
        }

        foreach (var embed in MarkdownText.Embeds(edition.Content.Body))
        {
            if (embed.References.FirstOrDefault(name => !index.Has(name)) is { } missing)
            {
                pack.Report(
                    edition.File,
                    edition.BodyLine + embed.Line - 1,
                    ImportProblemCode.UnknownReference,
                    $"“{embed.Scheme}:{embed.Target}” needs “{missing}”, which is not in this pack."
                );
            }
        }

        foreach (var picture in MarkdownText.Pictures(edition.Content.Body).Where(picture => picture.Alt.Length == 0))
        {
            NeedAlt(edition.File, edition.BodyLine + picture.Line - 1, picture.Name, edition.Language);
        }

        if (MarkdownText.FootnoteFault(edition.Content.Body) is var (name, place))
        {
            pack.Report(
                edition.File,
                edition.BodyLine + place - 1,
                ImportProblemCode.UnknownReference,
                $"the footnote “[^{name}]” needs both a place in the text and a line “[^{name}]: …”."
            );
        }

        foreach (var (at, token) in tokens.Faults(edition.Content.Body))
        {
            pack.Report(
                edition.File,
                LineOf(edition, at),
                ImportProblemCode.UnknownToken,
                $"“{token}” is not known here; computed values are {tokens.Examples}."
            );
        }

        if (TranslationMarks.Find(edition.Content.Body) is { } mark)
        {
            pack.Report(
                edition.File,
                LineOf(edition, edition.Content.Body.IndexOf(mark, StringComparison.Ordinal)),
                ImportProblemCode.UnknownToken,
                $"“{mark}” marks a translation that is not finished; a pack holds finished texts."
            );
        }

        foreach (var (at, need) in tokens.Needs(edition.Content.Body).Where(pair => !index.Has(pair.Need)))
        {
            pack.Report(
                edition.File,
                LineOf(edition, at),
                ImportProblemCode.UnknownReference,
                $"“{need.Replace(':', ' ')}” is not in this pack."
            );
        }

        foreach (var (at, count) in TypedCounts.Find(edition.Content.Body))
        {
            pack.Report(
                edition.File,
                LineOf(edition, at),
                ImportProblemCode.TypedCount,
                $"“{count}” types the number of members; write {{{{members 2020-10-01}}}} with the day instead."
            );
        }
    }

    private static int LineOf(ImportedEdition edition, int at) =>
        edition.BodyLine + edition.Content.Body.AsSpan(0, at).Count('\n');
}
