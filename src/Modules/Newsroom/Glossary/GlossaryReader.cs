using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Members;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Glossary;

/// <summary>Reads the agreed terms.</summary>
internal sealed class GlossaryReader(ConcordDb db, MemberLedger members, LanguageSet languages)
{
    /// <returns>By concept, then language.</returns>
    public async Task<IReadOnlyList<AgreedTerm>> ReadAsync(CancellationToken cancellation)
    {
        var terms = await db.Set<GlossaryTerm>().AsNoTracking().OrderBy(term => term.Concept).ToListAsync(cancellation);
        return [.. terms.Select(term => term.Term)];
    }

    /// <param name="day">Members are named as on this day.</param>
    /// <returns>The terms, and the names of the members.</returns>
    public async Task<IReadOnlyList<AgreedTerm>> WithMembersAsync(DateOnly day, CancellationToken cancellation)
    {
        var ledger = await members.OnAsync(day, cancellation);
        var names = ledger.Members.SelectMany(member =>
            languages
                .All.Where(language => member.Names.ContainsKey(language.Code))
                .Select(language => new AgreedTerm($"member:{member.Slug}", language.Code, member.Names[language.Code], []))
        );
        return [.. await ReadAsync(cancellation), .. names];
    }
}
