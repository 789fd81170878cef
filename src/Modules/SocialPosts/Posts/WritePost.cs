using Concord.Foundation;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.SocialPosts.Counting;
using Concord.SocialPosts.Sending;
using Microsoft.EntityFrameworkCore;

namespace Concord.SocialPosts.Posts;

/// <summary>What a person typed for one account.</summary>
/// <param name="Id">Of a post that is changed; null for a new one.</param>
/// <param name="Version">Of the post as the person saw it.</param>
/// <param name="Alt">Ignored without a picture.</param>
internal sealed record PostDraft(Guid? Id, int Version, string Account, string Text, bool HasPicture, string Alt);

/// <summary>Writes, approves and removes posts that were not sent.</summary>
internal sealed class WritePost(
    ConcordDb db,
    SocialAccounts accounts,
    PostPictures pictures,
    IDocumentOutlines documents,
    SiteAddress site,
    TimeProvider time
)
{
    /// <param name="approve">Whether it is sent when its document is public; else somebody has to approve it.</param>
    public async Task<PostFault> SaveAsync(
        string slug,
        PostDraft draft,
        bool approve,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var account = accounts.Find(draft.Account);
        var document = await documents.FindAsync(slug, cancellation);
        var text = Clean(draft.Text);
        var alt = draft.HasPicture ? Clean(draft.Alt).ReplaceLineEndings(" ") : "";
        if (account is null || document?.In(account.Language) is not { } edition)
        {
            return PostFault.NotFound;
        }

        if (
            await CheckAsync(account, document, edition, text, draft.HasPicture, alt, cancellation)
            is not PostFault.None
                and var fault
        )
        {
            return fault;
        }

        var post = draft.Id is { } id
            ? await db.Set<SocialPost>().SingleOrDefaultAsync(row => row.Id == id && row.DocumentId == document.Id, cancellation)
            : null;
        if (draft.Id is not null && post is not { State: SocialPostState.Draft or SocialPostState.Approved })
        {
            return post is null ? PostFault.NotFound : PostFault.Changed;
        }

        if (post is null)
        {
            post = New(document, account, text, draft.HasPicture, alt, actor);
            db.Add(post);
        }
        else if (post.Version != draft.Version || post.Account != account.Name)
        {
            return PostFault.Changed;
        }

        (post.Text, post.HasPicture, post.Alt, post.WrittenBy) = (text, draft.HasPicture, alt, actor.ToString());
        return await SaveAsync(post, approve, actor, cancellation);
    }

    public async Task<PostFault> RemoveAsync(Guid id, int version, Actor actor, CancellationToken cancellation)
    {
        var post = await db.Set<SocialPost>().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (post is null)
        {
            return PostFault.NotFound;
        }

        if (
            post.State
                is not (SocialPostState.Draft or SocialPostState.Approved or SocialPostState.Queued or SocialPostState.Failed)
            || post.MayHaveArrived
            || post.Version != version
        )
        {
            return PostFault.Changed;
        }

        db.Remove(post);
        db.Record(new SocialPostRemoved(post.Slug, post.Account) { Actor = actor, Subject = post.Subject });
        return await TrySaveAsync(cancellation);
    }

    /// <summary>The length that a text would have, with the address of its document.</summary>
    public PostLength? Measure(SocialAccount account, DocumentOutlineEdition edition, string text) =>
        site.Public is { } address ? account.Measure(new PostText(Clean(text), address + edition.Path)) : null;

    private async Task<PostFault> SaveAsync(SocialPost post, bool approve, Actor actor, CancellationToken cancellation)
    {
        (post.State, post.ApprovedBy) = approve ? (SocialPostState.Approved, actor.ToString()) : (SocialPostState.Draft, null);
        if (approve)
        {
            db.Record(new SocialPostApproved(post.Slug, post.Account, post.Text) { Actor = actor, Subject = post.Subject });
        }
        else
        {
            db.Record(new SocialPostWritten(post.Slug, post.Account) { Actor = actor, Subject = post.Subject });
        }

        return await TrySaveAsync(cancellation);
    }

    private async Task<PostFault> TrySaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return PostFault.None;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.Discard();
            return PostFault.Changed;
        }
    }

    private async Task<PostFault> CheckAsync(
        SocialAccount account,
        DocumentOutline document,
        DocumentOutlineEdition edition,
        string text,
        bool hasPicture,
        string alt,
        CancellationToken cancellation
    )
    {
        if (Measure(account, edition, text) is not { } length)
        {
            return PostFault.NoAddress;
        }

        if (text.Length == 0)
        {
            return PostFault.NoText;
        }

        if (text.Length > SocialAccount.MaxText || !length.Fits)
        {
            return PostFault.TooLong;
        }

        if (!hasPicture)
        {
            return PostFault.None;
        }

        return alt.Length == 0 ? PostFault.NoAlt
            : alt.Length > account.MaxAlt ? PostFault.AltTooLong
            : await pictures.FindAsync(document.Picture, account.Language, account.MaxPicture, cancellation) is null
                ? PostFault.NoPicture
            : PostFault.None;
    }

    private SocialPost New(
        DocumentOutline document,
        SocialAccount account,
        string text,
        bool hasPicture,
        string alt,
        Actor actor
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            DocumentId = document.Id,
            Slug = document.Slug,
            Account = account.Name,
            Network = account.Network,
            Language = account.Language,
            Text = text,
            HasPicture = hasPicture,
            Alt = alt,
            State = SocialPostState.Draft,
            CreatedAt = time.GetUtcNow().UtcDateTime,
            WrittenBy = actor.ToString(),
        };

    /// <summary>Without control characters but ends of lines, and without space around it.</summary>
    private static string Clean(string text) =>
        new string([.. text.ReplaceLineEndings("\n").Where(letter => letter == '\n' || !char.IsControl(letter))]).Trim();
}
