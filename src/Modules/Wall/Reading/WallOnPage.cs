namespace Concord.Wall.Reading;

/// <summary>Posts in columns, and where there is more: the partial <c>_Posts</c> draws them.</summary>
/// <param name="More">Address of what comes after; null at the end.</param>
internal sealed record WallOnPage(IReadOnlyList<ShownPost> Posts, string? More);
