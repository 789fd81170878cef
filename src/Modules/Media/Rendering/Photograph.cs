using NetVips;

namespace Concord.Media.Rendering;

/// <summary>
/// A photograph (JPEG, PNG, WebP or AVIF) from outside and its renditions. Trust boundary: renditions are encoded from the
/// pixels, turned upright and converted to sRGB. Nothing else of the file is kept: no location, camera, time, thumbnail or
/// trailing data.
/// </summary>
internal static class Photograph
{
    /// <summary>Pixels of a side: the limit of AVIF and WebP.</summary>
    private const int MaxSide = 16_383;

    /// <summary>Pixels: from an old phone to a sharp wide screen.</summary>
    private static readonly int[] Widths = [400, 800, 1200, 1600];

    /// <summary>Pixels: lists show a photograph in a column.</summary>
    private static readonly int[] CropWidths = [400, 800];

    /// <summary>Pixels: the largest copy that is kept, for better renditions in later years.</summary>
    private const int MaxMaster = 3200;

    /// <summary>Changes whenever the same photograph would be stored differently.</summary>
    public const string Recipe = "400-800-1200-1600 avif50 webp76 jpeg78 master3200 crop400-800";

    static Photograph() => LibVips.Prepare();

    /// <summary>Decodes every pixel once.</summary>
    /// <param name="ending">Extension of the file's name, with its dot; null where the name does not matter.</param>
    /// <returns>Width and height, turned upright; or why the picture is refused.</returns>
    public static ((int Width, int Height)? Size, PictureFault? Fault) Check(byte[] content, string? ending, PictureLimits limits)
    {
        if (PictureFormat.Of(content) is not { } format)
        {
            return (null, new PictureFault(PictureFaultCode.NoPicture));
        }

        if (ending is not null && !format.Endings.Contains(ending, StringComparer.OrdinalIgnoreCase))
        {
            return (null, new PictureFault(PictureFaultCode.WrongEnding, ("format", format.Name), ("ending", format.Endings[0])));
        }

        using var time = new CancellationTokenSource(limits.MaxTime);
        try
        {
            using var image = Image.NewFromBuffer(
                WithoutExtras(content),
                access: Enums.Access.Sequential,
                failOn: Enums.FailOn.Error
            );
            if (FaultOfSize(image, format, limits) is { } fault)
            {
                return (null, fault);
            }

            // Reads to the last line, so that a truncated file is found now.
            image.SetProgress(progress: null, time.Token);
            image.Avg();
            var isTurned = image.Contains("orientation") && image.Get("orientation") is int and >= 5 and <= 8;
            return (isTurned ? (image.Height, image.Width) : (image.Width, image.Height), null);
        }
        catch (VipsException)
        {
            return (
                null,
                time.IsCancellationRequested
                    ? new PictureFault(PictureFaultCode.TooSlow, ("seconds", $"{limits.MaxTime.TotalSeconds:0}"))
                    : PictureFault.Damaged(format.Name)
            );
        }
    }

    private static PictureFault? FaultOfSize(Image image, PictureFormat format, PictureLimits limits)
    {
        if (image.Width > MaxSide || image.Height > MaxSide || (long)image.Width * image.Height > limits.MaxPixels)
        {
            return new PictureFault(
                PictureFaultCode.TooManyPixels,
                ("width", $"{image.Width}"),
                ("height", $"{image.Height}"),
                ("most", $"{limits.MaxPixels / 1_000_000}"),
                ("side", $"{MaxSide}")
            );
        }

        return MemoryOf(image, format) is var memory && memory > limits.MaxMemory
            ? new PictureFault(PictureFaultCode.TooMuchMemory, ("size", $"{memory >> 20}"), ("most", $"{limits.MaxMemory >> 20}"))
            : null;
    }

    /// <summary>Bytes that are in memory at once while it is decoded: all of it, where its lines do not come in order.</summary>
    private static long MemoryOf(Image image, PictureFormat format)
    {
        var pixels = (long)image.Width * image.Height;
        var isInterlaced = image.Contains("interlaced") && image.Get("interlaced") is 1;
        return format.Name switch
        {
            "PNG" when isInterlaced => pixels * image.Bands * BytesOf(image),
            // Coefficients of two bytes.
            "JPEG" when isInterlaced => pixels * image.Bands * 2,
            "WebP" or "AVIF" => pixels * Math.Max(image.Bands, 3) * BytesOf(image),
            _ => (long)image.Width * image.Bands * BytesOf(image),
        };
    }

    private static int BytesOf(Image image) => image.Format is Enums.BandFormat.Uchar or Enums.BandFormat.Char ? 1 : 2;

    private static byte[] WithoutExtras(byte[] content) =>
        PictureFormat.Of(content)?.Name == "PNG" ? PngChunks.WithoutExtras(content) : content;

    /// <summary>The photograph without loss, upright, in sRGB and without metadata. That of a master is the master itself.</summary>
    /// <param name="content">Accepted by <see cref="Check"/>.</param>
    /// <param name="width">As <see cref="Check"/> returned it.</param>
    /// <returns>A WebP file; null where it turns out damaged after all, or takes too long.</returns>
    public static byte[]? Master(byte[] content, int width, PictureLimits limits)
    {
        using var time = new CancellationTokenSource(limits.MaxTime);
        try
        {
            using var drawn = Draw(WithoutExtras(content), Math.Min(width, MaxMaster), time.Token);
            return drawn.WebpsaveBuffer(lossless: true, effort: 3, keep: Enums.ForeignKeep.None);
        }
        catch (VipsException)
        {
            return null;
        }
    }

    /// <param name="content">Accepted by <see cref="Check"/>.</param>
    /// <param name="width">As <see cref="Check"/> returned it.</param>
    /// <returns>Null where it turns out damaged after all, or takes too long.</returns>
    public static Rendered? Render(byte[] content, int width, PictureLimits limits)
    {
        using var time = new CancellationTokenSource(limits.MaxTime);
        try
        {
            return RenderGood(WithoutExtras(content), width, time.Token);
        }
        catch (VipsException)
        {
            return null;
        }
    }

    /// <summary>The photograph cut for lists, in small sizes.</summary>
    /// <param name="master">As <see cref="Master"/> made it.</param>
    /// <param name="focus">Percent from the left and from the top; null is the middle.</param>
    /// <returns>Null where it has the shape of lists, or takes too long.</returns>
    public static Rendered? RenderCrop(byte[] master, (int X, int Y)? focus, PictureLimits limits)
    {
        using var time = new CancellationTokenSource(limits.MaxTime);
        try
        {
            using var whole = Image.NewFromBuffer(master, failOn: Enums.FailOn.Error);
            whole.SetProgress(progress: null, time.Token);
            if (CropArea.Of(whole.Width, whole.Height, focus) is not { } area)
            {
                return null;
            }

            using var cut = whole.ExtractArea(area.Left, area.Top, area.Width, area.Height).CopyMemory();
            var widths = CropWidths.Where(step => step < cut.Width).Append(Math.Min(cut.Width, CropWidths[^1])).Distinct();
            var renditions = new List<Rendition>();
            Rendition? plain = null;
            foreach (var step in widths)
            {
                using var small = cut.ThumbnailImage(step, height: MaxSide, size: Enums.Size.Down).CopyMemory();
                renditions.AddRange(Encode(small, step));
                plain = EncodePlain(small, step);
            }

            return new Rendered(plain!, renditions);
        }
        catch (VipsException)
        {
            return null;
        }
    }

    private static Rendered RenderGood(byte[] content, int width, CancellationToken time)
    {
        var widths = Widths.Where(step => step < width).Append(Math.Min(width, Widths[^1])).Distinct().ToList();
        var renditions = new List<Rendition>();
        foreach (var step in widths)
        {
            using var drawn = Draw(content, step, time);
            renditions.AddRange(Encode(drawn, step));
        }

        var plain = widths.Last(step => step <= 800 || step == widths[0]);
        using var opened = Draw(content, plain, time);
        return new Rendered(EncodePlain(opened, plain), renditions);
    }

    private static IEnumerable<Rendition> Encode(Image drawn, int width) =>
        [
            new(
                "image/avif",
                width,
                drawn.HeifsaveBuffer(
                    q: 50,
                    bitdepth: 8,
                    compression: Enums.ForeignHeifCompression.Av1,
                    effort: 2,
                    keep: Enums.ForeignKeep.None
                )
            ),
            new("image/webp", width, drawn.WebpsaveBuffer(q: 76, keep: Enums.ForeignKeep.None)),
        ];

    private static Rendition EncodePlain(Image drawn, int width)
    {
        using var onPaper = drawn.HasAlpha() ? drawn.Flatten(background: [255, 255, 255]) : drawn.Copy();
        return new(
            "image/jpeg",
            width,
            onPaper.JpegsaveBuffer(q: 78, optimizeCoding: true, interlace: true, keep: Enums.ForeignKeep.None)
        );
    }

    /// <summary>In memory: the pixels are decoded in one pass and used once for each format.</summary>
    private static Image Draw(byte[] content, int width, CancellationToken time)
    {
        using var passing = Image.ThumbnailBuffer(
            content,
            width,
            height: MaxSide,
            size: Enums.Size.Down,
            outputProfile: "srgb",
            failOn: Enums.FailOn.Error
        );
        passing.SetProgress(progress: null, time);
        return passing.CopyMemory();
    }
}

/// <summary>A picture as it is served.</summary>
/// <param name="Plain">For every browser.</param>
/// <param name="Renditions">Smaller ones; the first type that a browser supports is its best.</param>
internal sealed record Rendered(Rendition Plain, IReadOnlyList<Rendition> Renditions);

/// <param name="Type">Media type.</param>
/// <param name="Width">Pixels.</param>
internal sealed record Rendition(string Type, int Width, byte[] Content);
