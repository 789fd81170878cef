using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Concord.TestKit;
using NetVips;

namespace Concord.Bench.Attacks;

/// <summary>Pictures that cost memory and time.</summary>
internal static class PictureAttacks
{
    private const int Sources = 14;

    public static async Task RunAsync(Report report)
    {
        var interlaced = Interlaced(4900);
        var texts = WithTexts(Interlaced(300));
        await MeasureAsync(report, "no picture", SmallPng(), isQuiet: true);
        await MeasureAsync(report, $"an interlaced PNG of 16 bits ({interlaced.Length / 1024} KB)", interlaced);
        await MeasureAsync(report, $"a PNG with text bombs ({texts.Length / 1024} KB)", texts);
    }

    /// <summary>Fourteen sources at once, polled by one site.</summary>
    private static async Task MeasureAsync(Report report, string what, byte[] picture, bool isQuiet = false)
    {
        using var site = new Installation();
        await using var server = await LocalServer.StartAsync(async http =>
        {
            if (http.Request.Path.StartsWithSegments("/picture", StringComparison.Ordinal))
            {
                http.Response.ContentType = "image/png";
                await http.Response.Body.WriteAsync(picture);
                return;
            }

            var address = $"http://{http.Request.Host}/picture{http.Request.Path}";
            await SourceAttacks.FeedAsync(
                http,
                [
                    $$"""{"id":"{{http.Request.Path}}","content_text":"A post.","attachments":[{"url":"{{address}}","mime_type":"image/png"}]}""",
                ]
            );
        });
        site.Write(
            "feeds.opml",
            $"<opml version=\"2.0\"><body>{string.Concat(Enumerable.Range(0, Sources).Select(number => $"<outline type=\"rss\" text=\"Source {number}\" xmlUrl=\"{server.Address}feed{number}\"/>"))}</body></opml>"
        );
        await site.CommandAsync("wall", "import", site.PathOf("feeds.opml"), "--trusted");
        // All of them at once, not spread over the interval.
        await site.CountAsync("UPDATE wall_poll_states SET next_at = '2020-01-01 00:00:00'; SELECT 1");
        var started = TimeProvider.System.GetTimestamp();
        await using var running = site.Start();
        await running.WaitForAsync("Concord is at");
        for (var tries = 0; tries < 1200; tries++)
        {
            if (await site.CountAsync("SELECT COUNT(*) FROM wall_posts") >= Sources)
            {
                break;
            }

            await Task.Delay(100);
        }

        var posts = await site.CountAsync("SELECT COUNT(*) FROM wall_posts");
        var (seconds, peak) = (TimeProvider.System.GetElapsedTime(started).TotalSeconds, running.PeakMemory >> 20);
        report.Add(
            isQuiet ? "(for comparison) ordinary pictures" : $"Pictures cost memory and time: {what}",
            posts == Sources && (isQuiet || peak < 1024),
            $"{Sources} sources: {posts} posts stored after {seconds:F0} s, at most {peak} MB"
        );
    }

    private static byte[] SmallPng()
    {
        using var image = Image.Black(300, 200, 3).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
        return image.PngsaveBuffer();
    }

    private static byte[] Interlaced(int side)
    {
        using var image = Image
            .Black(side, side, 4)
            .Cast(Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Rgb16);
        return image.PngsaveBuffer(interlace: true);
    }

    private static byte[] WithTexts(byte[] good)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[40 << 20]);
        }

        byte[] text = [.. "a\0\0"u8, .. packed.ToArray()];
        var chunk = new byte[text.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, text.Length);
        Encoding.ASCII.GetBytes("zTXt", chunk.AsSpan(4));
        text.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(text.Length + 8), Crc(chunk.AsSpan(4, text.Length + 4)));
        return [.. good[..33], .. Enumerable.Repeat(chunk, 100).SelectMany(bytes => bytes), .. good[33..]];
    }

    /// <summary>The checksum of a PNG chunk, over its type and content.</summary>
    private static uint Crc(ReadOnlySpan<byte> chunk)
    {
        var crc = uint.MaxValue;
        foreach (var value in chunk)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
            }
        }

        return ~crc;
    }
}
