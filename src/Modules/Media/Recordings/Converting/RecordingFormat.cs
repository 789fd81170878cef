namespace Concord.Media.Recordings.Converting;

/// <summary>
/// The formats that are taken, known by their first bytes. ffmpeg is told which one it reads, so no file makes it read as a list
/// of other files or addresses.
/// </summary>
/// <param name="Demuxer">As ffmpeg calls it.</param>
internal sealed record RecordingFormat(string Demuxer)
{
    /// <summary>Bytes of the beginning that tell the format.</summary>
    public const int HeadLength = 400;

    private const int TransportPacket = 188;

    /// <summary>With a time before each packet, as cameras write it.</summary>
    private const int CameraPacket = 192;

    private const byte TransportSync = 0x47;

    /// <param name="head">The first <see cref="HeadLength"/> bytes, or all.</param>
    /// <returns>Null for any other format.</returns>
    public static RecordingFormat? Of(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12)
        {
            return null;
        }

        // The first box of MP4 and QuickTime.
        var box = head[4..8];
        return box.SequenceEqual("ftyp"u8)
            || box.SequenceEqual("moov"u8)
            || box.SequenceEqual("mdat"u8)
            || box.SequenceEqual("wide"u8)
                ? new("mov")
            : head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) ? new("matroska")
            : head.StartsWith("RIFF"u8) && head[8..12].SequenceEqual("WAVE"u8) ? new("wav")
            : head.StartsWith("OggS"u8) ? new("ogg")
            : head.StartsWith("fLaC"u8) ? new("flac")
            : head.StartsWith("ID3"u8) ? new("mp3")
            : head[0] == 0xFF && (head[1] & 0xF6) == 0xF0 ? new("aac")
            : head[0] == 0xFF && (head[1] & 0xE6) == 0xE2 ? new("mp3")
            : IsTransport(head, 0, TransportPacket) || IsTransport(head, 4, CameraPacket) ? new("mpegts")
            : null;
    }

    private static bool IsTransport(ReadOnlySpan<byte> head, int first, int packet) =>
        head.Length > first + packet && head[first] == TransportSync && head[first + packet] == TransportSync;
}
