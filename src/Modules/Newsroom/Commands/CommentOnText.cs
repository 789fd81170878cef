using Concord.Foundation;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Newsroom.Comments;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Commands;

/// <summary>Comments on a text, answers, and settles discussions.</summary>
internal sealed class CommentOnText(ConcordDb db, DocumentWriter writer, IPeopleNames people)
{
    /// <param name="passage">The words it is about; empty for the whole text.</param>
    public async Task<NewsroomResult> AddAsync(
        string slug,
        string language,
        string passage,
        string text,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (
            await writer.LoadAsync(slug, cancellation) is not { } loaded
            || loaded.EditionIn(language) is not { } edition
            || loaded.NewestOf(edition) is not { } newest
        )
        {
            return new NewsroomResult(NewsroomCode.UnknownEdition, slug, language);
        }

        var words = passage.Trim();
        if (words.Length > Comment.MaxPassage || (words.Length > 0 && !await ContainsAsync(newest.Id, words, cancellation)))
        {
            return new NewsroomResult(NewsroomCode.PassageNotFound, slug, language);
        }

        return await SaveAsync(loaded.Document, edition, newest.Number, parent: null, words, text, actor, cancellation);
    }

    /// <param name="parent">The comment that began the discussion.</param>
    public async Task<NewsroomResult> AnswerAsync(
        string slug,
        string language,
        Guid parent,
        string text,
        Actor actor,
        CancellationToken cancellation
    ) =>
        await FindAsync(slug, language, parent, cancellation) is { } found
            ? await SaveAsync(
                found.Document,
                found.Edition,
                found.Comment.Revision,
                parent,
                passage: "",
                text,
                actor,
                cancellation
            )
            : new NewsroomResult(NewsroomCode.UnknownComment, slug, language);

    /// <summary>Settles a discussion, or opens it again.</summary>
    public async Task<NewsroomResult> SettleAsync(
        string slug,
        string language,
        Guid comment,
        bool isResolved,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(slug, language, comment, cancellation) is not { } found)
        {
            return new NewsroomResult(NewsroomCode.UnknownComment, slug, language);
        }

        if (found.Comment.ResolvedAt is not null == isResolved)
        {
            return new NewsroomResult(NewsroomCode.Unchanged, slug, language);
        }

        found.Comment.ResolvedAt = isResolved ? writer.Now : null;
        found.Comment.ResolvedBy = isResolved ? actor.ToString() : null;
        db.Record(
            isResolved
                ? new CommentResolved(slug, language) { Actor = actor, Subject = found.Document.Subject }
                : new CommentReopened(slug, language) { Actor = actor, Subject = found.Document.Subject }
        );
        return new NewsroomResult(
            await writer.TrySaveAsync(cancellation) ? NewsroomCode.Done : NewsroomCode.Conflict,
            slug,
            language
        );
    }

    private async Task<bool> ContainsAsync(Guid revision, string words, CancellationToken cancellation)
    {
        var text = await db.Set<Revision>().AsNoTracking().SingleAsync(row => row.Id == revision, cancellation);
        return Passages.Contains($"{text.Title}\n{text.Summary}\n{text.Body}", words);
    }

    private async Task<(Document Document, Edition Edition, Comment Comment)?> FindAsync(
        string slug,
        string language,
        Guid id,
        CancellationToken cancellation
    )
    {
        var edition = await db.Set<Edition>()
            .Include(row => row.Document)
            .SingleOrDefaultAsync(row => row.Document.Slug == slug && row.Language == language, cancellation);
        var comment = edition is null
            ? null
            : await db.Set<Comment>()
                .SingleOrDefaultAsync(row => row.Id == id && row.EditionId == edition.Id && row.ParentId == null, cancellation);
        return comment is null ? null : (edition!.Document, edition, comment);
    }

    private async Task<NewsroomResult> SaveAsync(
        Document document,
        Edition edition,
        int revision,
        Guid? parent,
        string passage,
        string text,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var words = text.Trim().ReplaceLineEndings("\n");
        if (words.Length is 0 or > Comment.MaxText)
        {
            return new NewsroomResult(NewsroomCode.InvalidComment, document.Slug, edition.Language);
        }

        var readers = await people.WithRightAsync(DeskPolicies.Read, cancellation);
        db.Add(
            new Comment
            {
                Id = Guid.CreateVersion7(),
                EditionId = edition.Id,
                ParentId = parent,
                Revision = revision,
                Passage = passage,
                Text = words,
                Mentions = string.Join(' ', Mentions.Of(words, readers)),
                Author = actor.ToString(),
                At = writer.Now,
            }
        );
        db.Record(new CommentAdded(document.Slug, edition.Language, revision) { Actor = actor, Subject = document.Subject });
        return new NewsroomResult(
            await writer.TrySaveAsync(cancellation) ? NewsroomCode.Done : NewsroomCode.Conflict,
            document.Slug,
            edition.Language
        );
    }
}
