using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.SocialPosts.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.SocialPosts.Sending;

/// <summary>Puts approved posts into the queue when their documents are public, by whatever release.</summary>
internal sealed class QueuePosts(
    ConcordDb db,
    IPublishedDocuments documents,
    LanguageSet languages,
    SocialPostsOptions options,
    SiteClock clock,
    TimeProvider time
)
{
    private const int BatchSize = 500;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var waiting = await db.Set<SocialPost>()
            .Where(row => row.State == SocialPostState.Approved)
            .Select(row => new { row.DocumentId, row.Language })
            .Distinct()
            .ToListAsync(cancellation);
        foreach (var group in waiting.GroupBy(row => row.Language, StringComparer.Ordinal))
        {
            if (languages.Find(group.Key) is not { } language)
            {
                continue;
            }

            foreach (var some in group.Select(row => row.DocumentId).Chunk(BatchSize))
            {
                var readable = await documents.FindAsync(some, language, clock.Now, cancellation);
                await QueueAsync([.. readable.Select(document => document.Id)], language.Code, cancellation);
            }
        }
    }

    private async Task QueueAsync(IReadOnlyList<Guid> ids, string language, CancellationToken cancellation)
    {
        var due = time.GetUtcNow().UtcDateTime.AddSeconds(options.DelaySeconds);
        await db.Set<SocialPost>()
            .Where(row => row.State == SocialPostState.Approved && row.Language == language && ids.Contains(row.DocumentId))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.State, SocialPostState.Queued)
                        .SetProperty(row => row.DueAt, due)
                        .SetProperty(row => row.Version, row => row.Version + 1),
                cancellation
            );
    }
}
