using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Wall.Ingestion;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Reading;

/// <summary>A picture that came with a post is seen where the post is seen: not while it waits, and not after it was taken off.</summary>
internal sealed class PostMediaVisibility(ConcordDb db) : IMediaVisibility
{
    public async Task<IReadOnlyCollection<string>> HiddenAsync(IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        var own = names.Where(name => name.StartsWith(PostPictures.NamePrefix, StringComparison.Ordinal)).ToList();
        if (own.Count == 0)
        {
            return [];
        }

        var seen = await db.Set<Post>()
            .Where(post => post.State == PostState.Live)
            .SelectMany(post => post.Pictures, (post, picture) => picture.Name)
            .Where(name => own.Contains(name))
            .ToListAsync(cancellation);
        return [.. own.Except(seen, StringComparer.Ordinal)];
    }
}
