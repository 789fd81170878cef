using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Wall.Posts;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Reading;

/// <summary>The pictures of a post are as visible as the post.</summary>
internal sealed class PostMediaVisibility(ConcordDb db) : IMediaVisibility
{
    public async Task<IReadOnlyCollection<string>> VisiblePicturesAsync(
        IReadOnlyCollection<string> names,
        Audience audience,
        CancellationToken cancellation
    ) =>
        await db.Set<Post>()
            .Where(post => post.State == PostState.Live || audience.Kind == AudienceKind.Staff)
            .SelectMany(post => post.Pictures, (post, picture) => picture.Name)
            .Where(name => names.Contains(name))
            .Distinct()
            .ToListAsync(cancellation);
}
