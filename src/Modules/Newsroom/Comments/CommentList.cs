using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Comments;

/// <summary>Reads what the team says about texts.</summary>
internal sealed class CommentList(ConcordDb db)
{
    /// <returns>Open discussions first, then those that are resolved; each with its answers, the oldest first.</returns>
    public async Task<IReadOnlyList<Discussion>> ReadAsync(Guid edition, Revision newest, CancellationToken cancellation)
    {
        var rows = await db.Set<Comment>()
            .AsNoTracking()
            .Where(comment => comment.EditionId == edition)
            .OrderBy(comment => comment.At)
            .ThenBy(comment => comment.Id)
            .ToListAsync(cancellation);
        var text = $"{newest.Title}\n{newest.Summary}\n{newest.Body}";
        return
        [
            .. rows.Where(comment => comment.ParentId is null)
                .OrderBy(comment => comment.ResolvedAt is not null)
                .Select(comment => new Discussion(
                    comment,
                    [.. rows.Where(answer => answer.ParentId == comment.Id)],
                    comment.Passage.Length == 0 || Passages.Contains(text, comment.Passage)
                )),
        ];
    }

    /// <returns>Open discussions in which a comment names the person, the latest first.</returns>
    public async Task<IReadOnlyList<MentionOnDesk>> MentioningAsync(Actor person, int most, CancellationToken cancellation) =>
        await (
            from comment in db.Set<Comment>().AsNoTracking()
            join edition in db.Set<Edition>() on comment.EditionId equals edition.Id
            let first = db.Set<Comment>().FirstOrDefault(one => one.Id == (comment.ParentId ?? comment.Id))
            where comment.Mentions.Contains(person.Name) && first.ResolvedAt == null
            orderby comment.At descending
            select new MentionOnDesk(edition.Document.Slug, edition.Language, comment.Text, comment.At)
        )
            .Take(most)
            .ToListAsync(cancellation);
}

/// <summary>A comment with its answers.</summary>
/// <param name="IsThere">Whether the words it is about stand in the newest text.</param>
internal sealed record Discussion(Comment First, IReadOnlyList<Comment> Answers, bool IsThere)
{
    public bool IsOpen => First.ResolvedAt is null;
}

/// <param name="At">UTC.</param>
internal sealed record MentionOnDesk(string Slug, string Language, string Text, DateTime At);
