using Concord.Foundation.Packs;
using Concord.Foundation.Text;
using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Import;

/// <summary>Checks what a document refers to, once every part of the pack has been read.</summary>
internal sealed class NewsroomCheck(PackFolder pack, PackIndex index, TextTokens tokens)
{
    public void Check(DocumentDraft draft)
    {
        if (draft.Place is { } place && !index.Has($"place:{place}"))
        {
            pack.Report(draft.File, 0, $"the place “{place}” is not in places.yaml.");
        }

        foreach (var topic in draft.Topics)
        {
            if (topic.Scheme == TopicScheme.Member && !index.Has($"member:{topic.Value}"))
            {
                pack.Report(draft.File, 0, $"the member “{topic.Value}” is not in members.yaml.");
            }

            if (topic.Scheme == TopicScheme.Related && !index.Has($"document:{topic.Value}"))
            {
                pack.Report(draft.File, 0, $"the related document “{topic.Value}” is not in this pack.");
            }
        }

        foreach (var edition in draft.Editions)
        {
            Check(edition);
        }
    }

    public void Check(IReadOnlyList<LeadDraft> lead)
    {
        foreach (var slot in lead.Where(slot => !index.Has($"document:{slot.Slug}")))
        {
            pack.Report(LeadFile.Name, slot.Line, $"the document “{slot.Slug}” is not in this pack.");
        }
    }

    private void Check(EditionDraft edition)
    {
        foreach (var (slug, line) in MarkdownText.DocumentLinks(edition.Body).Where(link => !index.Has($"document:{link.Slug}")))
        {
            pack.Report(
                edition.File,
                edition.BodyLine + line - 1,
                $"the link goes to the document “{slug}”, which is not in this pack."
            );
        }

        foreach (var (at, token) in tokens.Faults(edition.Body))
        {
            var line = edition.BodyLine + edition.Body.AsSpan(0, at).Count('\n');
            pack.Report(edition.File, line, $"“{token}” is not known here; write {{{{members}}}} or {{{{members 2020-10-01}}}}.");
        }
    }
}
