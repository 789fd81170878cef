using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Concord.Media.Rendering;
using Concord.TestKit;
using NetVips;

namespace Concord.Modules.Tests.Media;

/// <summary>Pictures that were made to cost memory or time.</summary>
public sealed class HostilePictureTests
{
    [Fact]
    public void An_interlaced_picture_of_sixteen_bits_is_refused_before_it_is_decoded()
    {
        using var image = Image
            .Black(7000, 7000, 4)
            .Cast(Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Rgb16);
        var content = image.PngsaveBuffer(interlace: true);
        content.Length.ShouldBeLessThan(2 << 20);

        var (size, fault) = Photograph.Check(content, ".png", PictureLimits.External);
        size.ShouldBeNull();
        $"{fault}".ShouldContain("million");

        using var smaller = Image
            .Black(4900, 4900, 4)
            .Cast(Enums.BandFormat.Ushort)
            .Copy(interpretation: Enums.Interpretation.Rgb16);
        (size, fault) = Photograph.Check(smaller.PngsaveBuffer(interlace: true), ".png", PictureLimits.External);
        size.ShouldBeNull();
        $"{fault}".ShouldContain("183 MB");
    }

    [Fact]
    public void Compressed_texts_of_a_picture_are_dropped_unread()
    {
        var good = SamplePhotograph.Of(".png", 40, 30);
        byte[] bomb =
        [
            .. good[..33],
            .. Enumerable.Repeat(Chunk("zTXt", [.. "a\0\0"u8, .. Zeros(8 << 20)]), 60).SelectMany(x => x),
            .. good[33..],
        ];

        Photograph.Check(bomb, ".png", PictureLimits.External).Size.ShouldBe((40, 30));

        PngChunks.WithoutExtras(bomb).ShouldBe(PngChunks.WithoutExtras(good));
    }

    [Fact]
    public void A_second_or_a_large_colour_profile_is_dropped()
    {
        var good = SamplePhotograph.Of(".png", 40, 30);
        byte[] profile = Chunk("iCCP", [.. "a\0\0"u8, .. Zeros(1000)]);
        byte[] large = Chunk("iCCP", new byte[70_000]);

        PngChunks
            .WithoutExtras([.. good[..33], .. large, .. profile, .. profile, .. good[33..]])
            .Length.ShouldBe(PngChunks.WithoutExtras(good).Length + profile.Length);
    }

    [Fact]
    public void Any_damage_to_the_chunks_of_a_picture_is_copied_or_dropped()
    {
        foreach (var bytes in Fuzz.Damaged(SamplePhotograph.Of(".png", 40, 30), 2000))
        {
            PngChunks.WithoutExtras(bytes).Length.ShouldBeLessThanOrEqualTo(bytes.Length);
        }
    }

    private static byte[] Zeros(int length)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[length]);
        }

        return packed.ToArray();
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(
            chunk.AsSpan(content.Length + 8),
            SamplePhotograph.Crc(chunk.AsSpan(4, content.Length + 4))
        );
        return chunk;
    }
}
