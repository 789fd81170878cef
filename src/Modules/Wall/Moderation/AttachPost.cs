using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Attaches a post to a campaign, statement or story, whose page then shows it.</summary>
public sealed class AttachPost
{
    private readonly ConcordDb db;
    private readonly IDocumentLinks documents;
    private readonly LanguageSet languages;
    private readonly TimeProvider time;

    internal AttachPost(ConcordDb db, IDocumentLinks documents, LanguageSet languages, TimeProvider time) =>
        (this.db, this.documents, this.languages, this.time) = (db, documents, languages, time);

    /// <param name="campaign">Slug of its document; null takes the post from its campaign.</param>
    public async Task<ModerationResult> RunAsync(Guid id, string? campaign, Actor actor, CancellationToken cancellation)
    {
        if (campaign is not null && !await IsPublicAsync(campaign, cancellation))
        {
            return new ModerationResult(ModerationCode.UnknownCampaign, $"{id:N}", campaign);
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var post = await db.Set<Post>().Include(row => row.Topics).SingleOrDefaultAsync(row => row.Id == id, cancellation);
        if (post is null)
        {
            return new ModerationResult(ModerationCode.UnknownPost, $"{id:N}", "6");
        }

        var before = post.Topics.Find(topic => topic.Scheme == TopicScheme.Campaign)?.Value;
        if (before == campaign)
        {
            return new ModerationResult(ModerationCode.Unchanged, $"{id:N}") { Post = id };
        }

        PostTopics.Attach(post, campaign);
        db.Record(new PostAttached(id, campaign, before) { Actor = actor, Subject = $"post:{id:N}" });
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
