using System.Globalization;
using System.Text.Json;

namespace Concord.Media.Recordings.Converting;

/// <summary>What ffprobe found in a file.</summary>
/// <param name="Duration">Null where the file does not say.</param>
/// <param name="Picture">Null for audio; the cover of an album is none.</param>
/// <param name="HasSound">True where there is sound that can be decoded.</param>
/// <param name="IsConverted">
/// True where picture and sound are coded as readers get them, and the file says nothing about itself, such as where it was made.
/// </param>
internal sealed record SourceStreams(TimeSpan? Duration, SourcePicture? Picture, bool HasSound, bool IsConverted)
{
    /// <summary>What a container says in every file.</summary>
    private static readonly HashSet<string> CommonTags = new(StringComparer.OrdinalIgnoreCase)
    {
        "major_brand",
        "minor_version",
        "compatible_brands",
        "language",
        "handler_name",
        "vendor_id",
        "encoder",
    };

    /// <exception cref="RecordingFaultException">It cannot be taken.</exception>
    public static SourceStreams Read(byte[] answer)
    {
        using var json = JsonDocument.Parse(answer);
        var streams = json.RootElement.TryGetProperty("streams", out var all) ? all.EnumerateArray().ToList() : [];
        var format = json.RootElement.TryGetProperty("format", out var found) ? found : default;
        var picture = streams.Find(stream => Text(stream, "codec_type") == "video" && !IsCover(stream));
        var sound = streams.Find(stream => Text(stream, "codec_type") == "audio");
        if (picture.ValueKind == JsonValueKind.Undefined && sound.ValueKind == JsonValueKind.Undefined)
        {
            throw new RecordingFaultException(RecordingFaultCode.Empty);
        }

        JsonElement[] used = [.. new[] { picture, sound }.Where(stream => stream.ValueKind != JsonValueKind.Undefined)];
        if (used.Any(stream => Text(stream, "codec_name") is null or "unknown"))
        {
            throw new RecordingFaultException(RecordingFaultCode.UnknownCodec);
        }

        TimeSpan? duration =
            double.TryParse(Text(format, "duration"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < 1e6
                ? TimeSpan.FromSeconds(seconds)
                : null;
        return new SourceStreams(
            duration,
            picture.ValueKind == JsonValueKind.Undefined ? null : SourcePicture.Of(picture),
            sound.ValueKind != JsonValueKind.Undefined,
            used.Length == streams.Count
                && used.All(stream => Text(stream, "codec_name") is "h264" or "aac")
                && !streams.Append(format).Any(HasOwnTags)
        );
    }

    /// <exception cref="RecordingFaultException">It is longer or larger than may be.</exception>
    public SourceStreams WithinLimits() =>
        Duration > RecordingLimits.MaxDuration ? throw new RecordingFaultException(RecordingFaultCode.TooLong)
        : Picture is { } picture && (long)picture.Width * picture.Height > RecordingLimits.MaxPixels
            ? throw new RecordingFaultException(RecordingFaultCode.TooManyPixels)
        : this;

    internal static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var disposition)
        && disposition.TryGetProperty("attached_pic", out var cover)
        && cover.TryGetInt32(out var is1)
        && is1 == 1;

    private static bool HasOwnTags(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty("tags", out var tags)
        && tags.EnumerateObject().Any(tag => !CommonTags.Contains(tag.Name));
}

/// <summary>The picture of a film, upright.</summary>
/// <param name="Width">Square pixels.</param>
/// <param name="Height">The same.</param>
internal sealed record SourcePicture(int Width, int Height)
{
    /// <exception cref="RecordingFaultException">It has no size.</exception>
    public static SourcePicture Of(JsonElement stream)
    {
        if (
            !stream.TryGetProperty("width", out var width)
            || !width.TryGetInt32(out var across)
            || !stream.TryGetProperty("height", out var height)
            || !height.TryGetInt32(out var down)
            || across <= 0
            || down <= 0
        )
        {
            throw new RecordingFaultException(RecordingFaultCode.Damaged);
        }

        var wide = (int)Math.Clamp(across * RatioOf(stream), 1, 65_536);
        return IsTurned(stream) ? new SourcePicture(down, wide) : new SourcePicture(wide, down);
    }

    /// <summary>The size at which the shorter side has so many pixels; never larger than it is, and even as H.264 needs it.</summary>
    public (int Width, int Height) Within(int side)
    {
        var scale = Math.Min(1, (double)side / Math.Min(Width, Height));
        // A banner is bounded at its longer side.
        scale = Math.Min(scale, 4.0 * side / Math.Max(Width, Height));
        return (Even(Width * scale), Even(Height * scale));
    }

    private static int Even(double pixels) => Math.Max(2, (int)Math.Round(pixels / 2) * 2);

    /// <summary>Width of a pixel as a multiple of its height.</summary>
    private static double RatioOf(JsonElement stream) =>
        SourceStreams.Text(stream, "sample_aspect_ratio")?.Split(':') is [var width, var height]
        && int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var across)
        && int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var down)
        && across > 0
        && down > 0
        && (double)across / down is >= 0.1 and <= 10
            ? (double)across / down
            : 1;

    /// <summary>A phone held upright writes a picture on its side, and by how much to turn it.</summary>
    private static bool IsTurned(JsonElement stream) =>
        stream.TryGetProperty("side_data_list", out var list)
        && list.EnumerateArray()
            .Any(data =>
                data.TryGetProperty("rotation", out var turn)
                && turn.TryGetInt32(out var degrees)
                && Math.Abs(degrees) % 180 == 90
            );
}
