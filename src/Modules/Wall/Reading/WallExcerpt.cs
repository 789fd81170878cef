namespace Concord.Wall.Reading;

/// <summary>The part of the wall that belongs to a page of another module: the partial <c>_Section</c> draws it.</summary>
/// <param name="More">Address of the wall, narrowed as the part is.</param>
/// <param name="IsNarrowed">False where it is of the wall as a whole.</param>
internal sealed record WallExcerpt(IReadOnlyList<RenderedPost> Posts, string More, bool IsNarrowed);
