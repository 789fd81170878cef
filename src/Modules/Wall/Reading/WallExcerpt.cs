namespace Concord.Wall.Reading;

/// <summary>The part of the wall on a page of another module, rendered by the partial <c>_Section</c>.</summary>
/// <param name="More">Address of the wall with the same filter.</param>
/// <param name="IsNarrowed">False where nothing is filtered.</param>
internal sealed record WallExcerpt(IReadOnlyList<RenderedPost> Posts, string More, bool IsNarrowed);
