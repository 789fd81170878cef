namespace Concord.Media.Rendering;

/// <summary>The part of a photograph that lists show: 3 : 2, as much of it as there is, around its main point.</summary>
internal readonly record struct CropArea(int Left, int Top, int Width, int Height)
{
    /// <summary>Width by height.</summary>
    public const double Shape = 1.5;

    /// <summary>Shapes that differ by less are shown as they are.</summary>
    private const double Tolerance = 0.02;

    /// <param name="focus">Percent from the left and from the top; null is the middle.</param>
    /// <returns>Null where the whole photograph has the shape.</returns>
    public static CropArea? Of(int width, int height, (int X, int Y)? focus)
    {
        if (Math.Abs(((double)width / height / Shape) - 1) <= Tolerance)
        {
            return null;
        }

        var (own, tall) = (Math.Min(width, (int)Math.Round(height * Shape)), Math.Min(height, (int)Math.Round(width / Shape)));
        var (cutWidth, cutHeight) = (Math.Max(1, own), Math.Max(1, tall));
        var (x, y) = focus ?? (50, 50);
        return new CropArea(Start(width, cutWidth, x), Start(height, cutHeight, y), cutWidth, cutHeight);
    }

    private static int Start(int whole, int part, int percent) =>
        Math.Clamp((int)Math.Round((whole * percent / 100.0) - (part / 2.0)), 0, whole - part);
}
