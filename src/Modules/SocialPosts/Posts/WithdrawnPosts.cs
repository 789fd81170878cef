using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.SocialPosts.Posts;

/// <summary>Posts that still stand on a network although readers can no longer read their documents.</summary>
internal sealed class WithdrawnPosts(
    ConcordDb db,
    IPublishedDocuments documents,
    LanguageSet languages,
    SiteClock clock,
    TimeProvider time
)
{
    private const int Days = 365;

    /// <returns>Their ids, of the last year.</returns>
    public async Task<IReadOnlySet<Guid>> FindAsync(CancellationToken cancellation)
    {
        var since = time.GetUtcNow().UtcDateTime.AddDays(-Days);
        var sent = await db.Set<SocialPost>()
            .Where(row => row.State == SocialPostState.Sent && row.SettledAt > since)
            .Select(row => new
            {
                row.Id,
                row.DocumentId,
                row.Language,
            })
            .ToListAsync(cancellation);
        var withdrawn = new HashSet<Guid>();
        foreach (var group in sent.GroupBy(row => row.Language, StringComparer.Ordinal))
        {
            if (languages.Find(group.Key) is not { } language)
            {
                continue;
            }

            var ids = group.Select(row => row.DocumentId).Distinct().ToList();
            var readable = (await documents.FindAsync(ids, language, clock.Now, cancellation))
                .Select(document => document.Id)
                .ToHashSet();
            withdrawn.UnionWith(group.Where(row => !readable.Contains(row.DocumentId)).Select(row => row.Id));
        }

        return withdrawn;
    }
}
