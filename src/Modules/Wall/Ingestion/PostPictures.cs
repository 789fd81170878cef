using Concord.Foundation;
using Concord.Media;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Concord.Wall.Text;

namespace Concord.Wall.Ingestion;

/// <summary>The pictures of posts, within the caller's transaction and saved by the caller.</summary>
internal sealed class PostPictures(MediaStore media)
{
    /// <summary>Prefix of the names of pictures that came with posts; others belong to a content pack.</summary>
    public const string NamePrefix = "wall-post-";

    /// <summary>Stores the files of all pictures, before the transaction that adds the posts.</summary>
    public async Task AddFilesAsync(IEnumerable<PreparedPost> posts, Actor actor, CancellationToken cancellation)
    {
        foreach (var picture in posts.SelectMany(post => post.Pictures))
        {
            await media.AddFilesAsync(picture.Drawn, actor, cancellation);
        }
    }

    public void Add(Post post, IEnumerable<PreparedPicture> pictures, Actor actor)
    {
        var position = post.Pictures.Count == 0 ? 0 : post.Pictures.Max(picture => picture.Position) + 1;
        foreach (var picture in pictures)
        {
            var name = $"{NamePrefix}{post.Id:N}-{position}";
            media.AddPicture(name, picture.Drawn, AltOf(picture.Alt), actor);
            post.Pictures.Add(
                new PostPicture
                {
                    PostId = post.Id,
                    Position = position,
                    Name = name,
                    Film = PostColumns.Whole(JsonParts.WebOnly(picture.Film)),
                    Address = PostColumns.Whole(picture.Address),
                }
            );
            position++;
        }
    }

    /// <summary>Updates a post's pictures to what its source shows now.</summary>
    /// <param name="post">With its pictures.</param>
    /// <param name="added">The new ones.</param>
    /// <returns>True where pictures or their descriptions differ.</returns>
    public async Task<bool> ChangeAsync(
        Post post,
        FetchedPost draft,
        IReadOnlyList<PreparedPicture> added,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var isDescribed = await DescribeAsync(post, draft, actor, cancellation);
        var wanted = PreparePost.AddressesOf(draft).ToHashSet(StringComparer.Ordinal);
        var dropped = post.Pictures.Where(picture => picture.Address is null || !wanted.Contains(picture.Address)).ToList();
        await DeleteAsync(dropped, actor, cancellation);
        // Added before the others are removed, so that no name is used twice in one transaction.
        Add(post, added, actor);
        dropped.ForEach(picture => post.Pictures.Remove(picture));
        return isDescribed || dropped.Count > 0 || added.Count > 0;
    }

    /// <summary>Takes over descriptions that were corrected while the picture stayed.</summary>
    private async Task<bool> DescribeAsync(Post post, FetchedPost draft, Actor actor, CancellationToken cancellation)
    {
        var described = draft
            .Files.DistinctBy(PreparePost.AddressOf, StringComparer.Ordinal)
            .Join(
                post.Pictures.Where(IsOwn),
                PreparePost.AddressOf,
                picture => picture.Address,
                (file, picture) => (picture.Name, Alt: AltOf(CleanText.Of(file.Description ?? "")))
            )
            .ToDictionary(pair => pair.Name, pair => pair.Alt);
        return await media.DescribePicturesAsync(described, actor, cancellation);
    }

    private static string AltOf(string words) => PostColumns.Cut(words) ?? "";

    public async Task TakeDownAllAsync(IReadOnlyCollection<Post> posts, Actor actor, CancellationToken cancellation)
    {
        await DeleteAsync([.. posts.SelectMany(post => post.Pictures)], actor, cancellation);
        foreach (var post in posts)
        {
            post.Pictures.RemoveAll(IsOwn);
        }
    }

    private Task DeleteAsync(List<PostPicture> pictures, Actor actor, CancellationToken cancellation) =>
        media.RemovePicturesAsync([.. pictures.Where(IsOwn).Select(picture => picture.Name)], actor, cancellation);

    private static bool IsOwn(PostPicture picture) => picture.Name.StartsWith(NamePrefix, StringComparison.Ordinal);
}
