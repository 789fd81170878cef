using System.Buffers.Binary;
using System.Text;
using Concord.Media.Rendering;
using Concord.TestKit;
using NetVips;

namespace Concord.Modules.Tests.Media;

public sealed class PhotographTests
{
    public static TheoryData<string> Endings => [".jpg", ".png", ".webp", ".avif"];

    [Theory]
    [MemberData(nameof(Endings))]
    public void A_photograph_is_encoded_in_every_size_and_format(string ending)
    {
        var content = SamplePhotograph.Of(ending);

        Photograph.Check(content, ending, PictureLimits.Own).Size.ShouldBe((900, 600));
        var rendered = Photograph.Render(content, 900, PictureLimits.Own)!;

        rendered
            .Renditions.Select(rendition => (rendition.Type, rendition.Width))
            .ShouldBe([
                ("image/avif", 400),
                ("image/webp", 400),
                ("image/avif", 800),
                ("image/webp", 800),
                ("image/avif", 900),
                ("image/webp", 900),
            ]);
        rendered.Plain.ShouldSatisfyAllConditions(plain => plain.Type.ShouldBe("image/jpeg"), plain => plain.Width.ShouldBe(800));
        foreach (var rendition in rendered.Renditions.Append(rendered.Plain))
        {
            using var image = Image.NewFromBuffer(rendition.Content);
            image.Width.ShouldBe(rendition.Width);
            (image.Width / (double)image.Height).ShouldBe(1.5, 0.01);
            image.Getpoint(10, 10)[0].ShouldBe(220, 25, rendition.Type);
            image.Getpoint(image.Width - 10, 10)[2].ShouldBe(220, 25, rendition.Type);
        }
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void Metadata_of_photographs_is_removed(string ending)
    {
        var content = SamplePhotograph.WithMetadata(ending);
        SamplePhotograph
            .Secrets.Count(secret => Holds(content, secret))
            .ShouldBeGreaterThan(1, "the sample holds what it should lose");

        var (size, fault) = Photograph.Check(content, ending, PictureLimits.Own);
        fault.ShouldBeNull();
        var rendered = Photograph.Render(content, size!.Value.Width, PictureLimits.Own)!;

        foreach (var rendition in rendered.Renditions.Append(rendered.Plain))
        {
            SamplePhotograph.Secrets.ShouldNotContain(secret => Holds(rendition.Content, secret), rendition.Type);
            using var image = Image.NewFromBuffer(rendition.Content);
            image
                .GetFields()
                .ShouldNotContain(field =>
                    field.StartsWith("exif", StringComparison.Ordinal) || field.EndsWith("-data", StringComparison.Ordinal)
                );
        }
    }

    [Fact]
    public void The_EXIF_orientation_of_a_photograph_is_applied()
    {
        var content = SamplePhotograph.WithMetadata(".jpg");

        Photograph.Check(content, ".jpg", PictureLimits.Own).Size.ShouldBe((600, 900));
        using var image = Image.NewFromBuffer(Photograph.Render(content, 600, PictureLimits.Own)!.Plain.Content);

        (image.Width, image.Height).ShouldBe((600, 900));
        image.Getpoint(300, 10)[0].ShouldBe(220, 25);
        image.Getpoint(300, 890)[2].ShouldBe(220, 25);
    }

    [Theory]
    [InlineData(".png", ".jpg", "the file is PNG: let its name end in .png.")]
    [InlineData(".jpg", ".webp", "the file is JPEG: let its name end in .jpg.")]
    [InlineData(".avif", ".png", "the file is AVIF: let its name end in .avif.")]
    public void A_wrong_file_extension_is_reported(string truth, string lie, string message)
    {
        var (size, fault) = Photograph.Check(SamplePhotograph.Of(truth, 40, 30), lie, PictureLimits.Own);
        size.ShouldBeNull();
        $"{fault}".ShouldBe(message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GIF89a and more of it")]
    [InlineData("%PDF-1.7")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"/>")]
    [InlineData("push graphic-context\nimage over 0,0 0,0 'https://evil.example/'")]
    public void A_file_that_is_not_a_picture_is_refused(string content)
    {
        var (size, fault) = Photograph.Check(Encoding.UTF8.GetBytes(content), ".png", PictureLimits.Own);
        size.ShouldBeNull();
        $"{fault}".ShouldStartWith("this is no picture");
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void A_truncated_photograph_is_reported(string ending)
    {
        var content = SamplePhotograph.Of(ending);
        foreach (var share in (double[])[0.1, 0.5, 0.9])
        {
            var (size, fault) = Photograph.Check(content[..(int)(content.Length * share)], ending, PictureLimits.Own);
            size.ShouldBeNull($"at {share}");
            $"{fault}".ShouldEndWith("is cut short or damaged: save it again from the original.");
        }
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(10_000, 5_001)]
    [InlineData(16_384, 10)]
    public void Too_many_pixels_are_refused_before_they_are_drawn(int width, int height)
    {
        var content = SamplePhotograph.Of(".png", 40, 30);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(29), SamplePhotograph.Crc(content.AsSpan(12, 17)));

        var (size, fault) = Photograph.Check(content, ".png", PictureLimits.Own);
        size.ShouldBeNull();
        $"{fault}".ShouldStartWith($"the picture has {width} × {height} pixels");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2000)]
    [InlineData(2000, 3)]
    public void Extreme_dimensions_are_encoded(int width, int height)
    {
        var content = SamplePhotograph.Of(".png", width, height);

        Photograph.Check(content, ".png", PictureLimits.Own).Size.ShouldBe((width, height));
        Photograph.Render(content, width, PictureLimits.Own)!.Renditions.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void Any_damage_to_a_photograph_is_shown_or_refused(string ending)
    {
        foreach (var bytes in Fuzz.Damaged(SamplePhotograph.Of(ending, 40, 30), 300))
        {
            var (size, fault) = Photograph.Check(bytes, ending, PictureLimits.Own);

            (size is null).ShouldBe(fault is not null);
            if (size is var (width, _))
            {
                Photograph.Render(bytes, width, PictureLimits.Own);
            }
        }
    }

    private static bool Holds(byte[] content, string text) => content.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
