using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Members;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Attaches a post to a campaign, statement or story, or to a member, whose page then shows it.</summary>
public sealed class AttachPost
{
    private readonly ConcordDb db;
    private readonly IDocumentLinks documents;
    private readonly MemberLedger ledger;
    private readonly LanguageSet languages;
    private readonly TimeProvider time;

    internal AttachPost(ConcordDb db, IDocumentLinks documents, MemberLedger ledger, LanguageSet languages, TimeProvider time) =>
        (this.db, this.documents, this.ledger, this.languages, this.time) = (db, documents, ledger, languages, time);

    /// <param name="campaign">Slug of its document; null takes the post from its campaign.</param>
    public async Task<ModerationResult> RunAsync(Guid id, string? campaign, Actor actor, CancellationToken cancellation) =>
        campaign is not null && !await IsPublicAsync(campaign, cancellation)
            ? new ModerationResult(ModerationCode.UnknownCampaign, $"{id:N}", campaign)
            : await AttachAsync(
                id,
                TopicScheme.Campaign,
                campaign,
                before => new PostAttached(id, campaign, before) { Actor = actor, Subject = $"post:{id:N}" },
                cancellation
            );

    /// <param name="member">Slug; null takes the post from the member's page.</param>
    public async Task<ModerationResult> ToMemberAsync(Guid id, string? member, Actor actor, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return member is not null && await ledger.FindAsync(member, today, cancellation) is null
            ? new ModerationResult(ModerationCode.UnknownMember, $"{id:N}", member)
            : await AttachAsync(
                id,
                TopicScheme.Member,
                member,
                before => new PostAttachedToMember(id, member, before) { Actor = actor, Subject = $"post:{id:N}" },
                cancellation
            );
    }

    private async Task<ModerationResult> AttachAsync(
        Guid id,
        TopicScheme scheme,
        string? slug,
        Func<string?, WallEvent> done,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var post = await db.Set<Post>().Include(row => row.Topics).SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (post is null)
        {
            return new ModerationResult(ModerationCode.UnknownPost, $"{id:N}", "6");
        }

        var before = post.Topics.Find(topic => topic.Scheme == scheme)?.Value;
        if (before == slug)
        {
            return new ModerationResult(ModerationCode.Unchanged, $"{id:N}") { Post = id };
        }

        PostTopics.Attach(post, scheme, slug);
        db.Record(done(before));
        return await db.SaveAsync(transaction, new ModerationResult(ModerationCode.Done, $"{id:N}") { Post = id }, cancellation);
    }

    private async Task<bool> IsPublicAsync(string campaign, CancellationToken cancellation)
    {
        foreach (var language in languages.All)
        {
            var found = await documents.FindAsync([campaign], language, time.GetUtcNow().UtcDateTime, cancellation);
            if (found.Count > 0)
            {
                return true;
            }
        }

        return false;
    }
}
