using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.SocialPosts.Counting;
using Concord.SocialPosts.Networks;
using Concord.SocialPosts.Posts;
using Concord.SocialPosts.Sending;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.SocialPosts.Pages.Desk;

/// <summary>The posts about one document, account by account: written, approved, and what became of them.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class DocumentPostsModel(
    ConcordDb db,
    SocialAccounts accounts,
    WritePost write,
    DecidePost decide,
    PostPictures pictures,
    WithdrawnPosts withdrawn,
    IDocumentOutlines documents,
    Localizer localizer
) : PageModel
{
    private readonly Dictionary<string, OutgoingPicture?> photographs = new(StringComparer.Ordinal);
    private IReadOnlyList<SocialPost> posts = [];
    private IReadOnlySet<Guid> withdrawnIds = new HashSet<Guid>();
    private PostDraft? typed;

    public DocumentOutline Document { get; private set; } = null!;

    public string? Done { get; private set; }

    public string? Error { get; private set; }

    public IReadOnlyList<SocialAccount> Accounts => accounts.All;

    /// <summary>In the reader's language, else in any.</summary>
    public string Title =>
        (Document.In(localizer.Language.Code) ?? (Document.Editions is [var first, ..] ? first : null))?.Title ?? Document.Slug;

    public IReadOnlyList<SocialPost> PostsOf(SocialAccount account) =>
        [.. posts.Where(post => post.Account.Equals(account.Name, StringComparison.OrdinalIgnoreCase))];

    public bool IsWithdrawn(SocialPost post) => withdrawnIds.Contains(post.Id);

    public bool MayRemove(SocialPost post) =>
        User.MayWrite(post.Language)
        && !post.MayHaveArrived
        && post.State is SocialPostState.Draft or SocialPostState.Approved or SocialPostState.Queued or SocialPostState.Failed;

    /// <summary>Whether the fields show what a person typed and could not be saved.</summary>
    public bool IsTyped(SocialAccount account, Guid? post) =>
        typed is { } draft && draft.Account == account.Name && draft.Id == post;

    public PostForm FormOf(SocialAccount account, DocumentOutlineEdition edition, SocialPost? post)
    {
        var photograph = photographs.GetValueOrDefault(account.Name);
        var draft =
            IsTyped(account, post?.Id) ? typed!
            : post is not null
                ? new PostDraft(post.Id, post.Version, account.Name, post.Text, post.HasPicture, AltOf(post, photograph))
            : new PostDraft(
                Id: null,
                Version: 0,
                account.Name,
                $"{edition.Title}\n\n{PostText.LinkMark}",
                photograph is { Alt.Length: > 0 },
                photograph?.Alt ?? ""
            );
        return new PostForm(
            account,
            draft,
            write.Measure(account, edition, draft.Text),
            photograph is not null,
            edition.IsPublic
        );
    }

    public async Task<IActionResult> OnGetAsync(string slug, string? done, CancellationToken cancellation)
    {
        Done = done is "saved" or "approved" or "removed" or "repeated" or "confirmed" or "deleted"
            ? localizer[$"socialposts.done.{done}"]
            : null;
        return await LoadAsync(slug, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostSaveAsync(string slug, PostFields fields, bool approve, CancellationToken cancellation)
    {
        var draft = fields.ToDraft();
        if (accounts.Find(draft.Account) is not { } account)
        {
            return NotFound();
        }

        if (!User.MayWrite(account.Language))
        {
            return Forbid();
        }

        var isApproved = approve && User.May(DeskPolicies.Release);
        var fault = await write.SaveAsync(slug, draft with { Account = account.Name }, isApproved, User.ToActor(), cancellation);
        typed = fault == PostFault.None ? null : draft with { Account = account.Name };
        return await FinishAsync(slug, fault, isApproved ? "approved" : "saved", cancellation);
    }

    public async Task<IActionResult> OnPostApproveAsync(string slug, Guid id, int version, CancellationToken cancellation)
    {
        var post = await FindAsync(slug, id, cancellation);
        return !User.May(DeskPolicies.Release) ? Forbid()
            : post is null ? NotFound()
            : await FinishAsync(
                slug,
                await write.SaveAsync(
                    slug,
                    new PostDraft(id, version, post.Account, post.Text, post.HasPicture, post.Alt),
                    approve: true,
                    User.ToActor(),
                    cancellation
                ),
                "approved",
                cancellation
            );
    }

    public async Task<IActionResult> OnPostRemoveAsync(string slug, Guid id, int version, CancellationToken cancellation)
    {
        var post = await FindAsync(slug, id, cancellation);
        return post is null ? NotFound()
            : !User.MayWrite(post.Language) ? Forbid()
            : await FinishAsync(
                slug,
                await write.RemoveAsync(id, version, User.ToActor(), cancellation),
                "removed",
                cancellation
            );
    }

    public async Task<IActionResult> OnPostRepeatAsync(string slug, Guid id, CancellationToken cancellation) =>
        User.May(DeskPolicies.Release)
            ? await FinishAsync(slug, await decide.RepeatAsync(id, User.ToActor(), cancellation), "repeated", cancellation)
            : Forbid();

    public async Task<IActionResult> OnPostConfirmAsync(string slug, Guid id, CancellationToken cancellation) =>
        User.May(DeskPolicies.Release)
            ? await FinishAsync(slug, await decide.ConfirmAsync(id, User.ToActor(), cancellation), "confirmed", cancellation)
            : Forbid();

    public async Task<IActionResult> OnPostDeleteAsync(string slug, Guid id, CancellationToken cancellation)
    {
        if (!User.May(DeskPolicies.Release))
        {
            return Forbid();
        }

        var (fault, answer) = await decide.DeleteAsync(id, User.ToActor(), cancellation);
        return await FinishAsync(slug, fault, "deleted", cancellation, answer);
    }

    /// <summary>How long a text is, while it is typed.</summary>
    public async Task<IActionResult> OnPostCountAsync(string slug, PostFields fields, CancellationToken cancellation)
    {
        var draft = fields.ToDraft();
        var account = accounts.Find(draft.Account);
        return
            account is not null
            && draft.Text.Length <= SocialAccount.MaxText
            && (await documents.FindAsync(slug, cancellation))?.In(account.Language) is { } edition
            && write.Measure(account, edition, draft.Text) is { } length
            ? new JsonResult(new { words = PostForm.Words(length, localizer), fits = length.Fits })
            : NotFound();
    }

    private static string AltOf(SocialPost post, OutgoingPicture? photograph) =>
        post.Alt.Length > 0 ? post.Alt : photograph?.Alt ?? "";

    private Task<SocialPost?> FindAsync(string slug, Guid id, CancellationToken cancellation) =>
        db.Set<SocialPost>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Slug == slug, cancellation);

    private async Task<IActionResult> FinishAsync(
        string slug,
        PostFault fault,
        string done,
        CancellationToken cancellation,
        string answer = ""
    )
    {
        if (fault == PostFault.None)
        {
            return RedirectToPage(new { done });
        }

        if (!await LoadAsync(slug, cancellation) || fault == PostFault.NotFound)
        {
            return NotFound();
        }

        Error = $"{localizer[$"socialposts.fault.{fault.ToString().ToLowerInvariant()}"]} {answer}".TrimEnd();
        Response.StatusCode =
            fault == PostFault.Changed ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private async Task<bool> LoadAsync(string slug, CancellationToken cancellation)
    {
        if (await documents.FindAsync(slug, cancellation) is not { } found)
        {
            return false;
        }

        Document = found;
        posts = await db.Set<SocialPost>()
            .AsNoTracking()
            .Where(row => row.DocumentId == found.Id)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellation);
        withdrawnIds = await withdrawn.FindAsync(cancellation);
        foreach (var account in accounts.All)
        {
            photographs[account.Name] = await pictures.FindAsync(
                found.Picture,
                account.Language,
                account.MaxPicture,
                cancellation
            );
        }

        return true;
    }
}
