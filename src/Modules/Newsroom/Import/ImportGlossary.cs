using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Glossary;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Import;

/// <summary>Takes agreed terms from a pack, unless a person changed them; the caller saves.</summary>
internal sealed class ImportGlossary(ConcordDb db, ImportContext context)
{
    public async Task RunAsync(
        IReadOnlyList<(string Concept, IReadOnlyList<AgreedTerm> Terms)> concepts,
        CancellationToken cancellation
    )
    {
        foreach (var (concept, terms) in concepts)
        {
            var subject = GlossaryTerm.SubjectOf(concept);
            if (
                !context.Overwrites
                && await LastChange.IsByPersonAsync(db, subject, cancellation)
                && !await IsSameAsync(concept, terms, cancellation)
            )
            {
                context.Conflict(GlossaryFile.Name, subject);
                continue;
            }

            await SetGlossaryTerm.ApplyAsync(db, concept, terms, context.Actor, cancellation);
        }
    }

    private async Task<bool> IsSameAsync(string concept, IReadOnlyList<AgreedTerm> terms, CancellationToken cancellation)
    {
        var known = await db.Set<GlossaryTerm>().Where(term => term.Concept == concept).ToListAsync(cancellation);
        return known
            .Select(row => (row.Language, row.Agreed, row.Avoid))
            .ToHashSet()
            .SetEquals(terms.Select(term => (term.Language, term.Agreed, string.Join('\n', term.Avoid))));
    }
}
