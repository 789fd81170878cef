using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Records;

/// <summary>Whether texts show a record, as a value or as an embed.</summary>
internal sealed class RecordUse(ConcordDb db, TextTokens tokens)
{
    /// <param name="reference">As content packs name it: <c>figure:people-freed</c>.</param>
    /// <returns>True where a newest text or one that readers see names it.</returns>
    public async Task<bool> IsNamedAsync(string reference, string slug, CancellationToken cancellation)
    {
        var bodies =
            from edition in db.Set<Edition>()
            from revision in edition.Revisions
            where revision.Number == edition.PublicRevision || !edition.Revisions.Any(later => later.Number > revision.Number)
            where revision.Body.Contains(slug)
            select revision.Body;
        await foreach (var body in bodies.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            if (
                tokens.Needs(body).Any(token => token.Need == reference)
                || MarkdownText.Embeds(body).Any(embed => embed.References.Contains(reference))
            )
            {
                return true;
            }
        }

        return false;
    }
}
