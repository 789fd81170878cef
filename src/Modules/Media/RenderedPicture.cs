using Concord.Media.Rendering;

namespace Concord.Media;

/// <summary>A picture from outside, encoded in every format and size that is served: <see cref="MediaStore.RenderAsync"/>.</summary>
public sealed class RenderedPicture
{
    internal RenderedPicture(int width, int height, string sourceDigest, Rendered rendered) =>
        (Width, Height, SourceDigest, Rendered) = (width, height, sourceDigest, rendered);

    internal int Width { get; }

    internal int Height { get; }

    internal string SourceDigest { get; }

    internal Rendered Rendered { get; }
}
