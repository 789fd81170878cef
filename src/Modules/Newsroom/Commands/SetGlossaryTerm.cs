using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Newsroom.Glossary;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Sets the agreed words for a concept in all languages, and removes concepts.</summary>
internal sealed class SetGlossaryTerm(ConcordDb db, DocumentWriter writer, LanguageSet languages)
{
    /// <param name="terms">Of the concept; languages that are left out have none afterwards.</param>
    public async Task<NewsroomResult> RunAsync(
        string concept,
        IReadOnlyList<AgreedTerm> terms,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!SlugRule.IsSlug(concept))
        {
            return new NewsroomResult(NewsroomCode.InvalidSlug, concept);
        }

        if (terms.FirstOrDefault(term => !IsValid(term)) is { } wrong)
        {
            return new NewsroomResult(NewsroomCode.InvalidTerm, concept, Detail: wrong.Agreed);
        }

        if (terms.Count == 0)
        {
            return await RemoveAsync(concept, actor, cancellation);
        }

        if (!await ApplyAsync(db, concept, terms, actor, cancellation))
        {
            return new NewsroomResult(NewsroomCode.Unchanged, concept);
        }

        return await SaveAsync(concept, cancellation);
    }

    public async Task<NewsroomResult> RemoveAsync(string concept, Actor actor, CancellationToken cancellation)
    {
        var known = await db.Set<GlossaryTerm>().Where(term => term.Concept == concept).ToListAsync(cancellation);
        if (known.Count == 0)
        {
            return new NewsroomResult(NewsroomCode.Unchanged, concept);
        }

        db.RemoveRange(known);
        db.Record(new GlossaryTermRemoved(concept) { Actor = actor, Subject = GlossaryTerm.SubjectOf(concept) });
        return await SaveAsync(concept, cancellation);
    }

    /// <summary>Changes the rows; the caller saves.</summary>
    /// <returns>Whether anything changed.</returns>
    public static async Task<bool> ApplyAsync(
        ConcordDb db,
        string concept,
        IReadOnlyList<AgreedTerm> terms,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var known = await db.Set<GlossaryTerm>().Where(term => term.Concept == concept).ToListAsync(cancellation);
        var hasChanged = false;
        foreach (var term in terms)
        {
            var avoid = string.Join('\n', term.Avoid);
            if (known.Find(row => row.Language == term.Language) is not { } row)
            {
                db.Add(
                    new GlossaryTerm
                    {
                        Concept = concept,
                        Language = term.Language,
                        Agreed = term.Agreed,
                        Avoid = avoid,
                    }
                );
                hasChanged = true;
            }
            else if ((row.Agreed, row.Avoid) != (term.Agreed, avoid))
            {
                (row.Agreed, row.Avoid) = (term.Agreed, avoid);
                hasChanged = true;
            }
        }

        foreach (var row in known.Where(row => terms.All(term => term.Language != row.Language)))
        {
            db.Remove(row);
            hasChanged = true;
        }

        if (hasChanged)
        {
            db.Record(new GlossaryTermSet(concept) { Actor = actor, Subject = GlossaryTerm.SubjectOf(concept) });
        }

        return hasChanged;
    }

    private bool IsValid(AgreedTerm term) =>
        languages.Find(term.Language) is not null
        && IsWord(term.Agreed)
        && term.Avoid.Count <= GlossaryTerm.MaxAvoid
        && term.Avoid.All(IsWord)
        && !term.Avoid.Contains(term.Agreed, StringComparer.OrdinalIgnoreCase);

    private static bool IsWord(string text) =>
        text.Length is > 0 and <= GlossaryTerm.MaxTerm && !text.Any(char.IsControl) && text.Any(char.IsLetterOrDigit);

    private async Task<NewsroomResult> SaveAsync(string concept, CancellationToken cancellation) =>
        new(await writer.TrySaveAsync(cancellation) ? NewsroomCode.Done : NewsroomCode.Conflict, concept);
}
