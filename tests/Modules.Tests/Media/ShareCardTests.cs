using System.Net;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Media.Share;
using Concord.Modules.Tests.Web;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NetVips;

namespace Concord.Modules.Tests.Media;

public sealed class ShareCardTests(DemonstrationSite demonstration)
{
    private static readonly ShareCard Card = new(
        "Raqqa, three years after",
        "Story",
        "The Coalition",
        false,
        "M.5 9v31m1-31v31",
        "2"
    );
    private readonly TestSite site = demonstration.Site;

    [Fact]
    public async Task The_share_picture_of_every_page_loads()
    {
        foreach (
            var path in (string[])
                ["/en", "/ar/members", "/ckb/news", "/fr/news/raqqa-bridge-at-dawn", "/ar/efforts/stabilisation"]
        )
        {
            var (_, page) = await site.OpenAsync(path);
            var address = new Uri(page.QuerySelector("meta[property='og:image']")!.GetAttribute("content")!);
            var answer = await site.Client.GetAsync(address);

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
            using var picture = Image.PngloadBuffer(await answer.Content.ReadAsByteArrayAsync());
            (picture.Width, picture.Height).ShouldBe((1200, 630));
        }
    }

    [Theory]
    [InlineData("/share/en/no-such-thing.png")]
    [InlineData("/share/en/members-in-october-2020.png")]
    [InlineData("/share/en/old-notice-2020.png")]
    [InlineData("/share/de.png")]
    public async Task Documents_not_visible_have_no_share_picture(string path) =>
        (await site.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    [Fact]
    public async Task A_new_title_renders_a_new_picture()
    {
        using var pack = new SmallPack();
        await using var own = new TestSite(pack.Path);
        var before = await own.Client.GetByteArrayAsync("/share/en/one.png");
        pack.Document("one", "kind: story\ndate: 2020-10-01", "One, put right", "Body.");

        await using (var scope = own.Services.CreateAsyncScope())
        {
            await scope
                .ServiceProvider.GetRequiredService<ImportContent>()
                .RunAsync(pack.Path, default, Actor.System("test"), progress: null, default);
        }

        for (var round = 0; round < 100; round++)
        {
            if (!(await own.Client.GetByteArrayAsync("/share/en/one.png")).SequenceEqual(before))
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail("The picture still shows the old title.");
    }

    [Fact]
    public async Task Arabic_is_shaped_and_right_aligned()
    {
        // A mark that separates the letters makes the same word wider: joined letters are narrower.
        var joined = await InkAsync(Card with { Title = "سلسلة", Kicker = "", IsRightToLeft = true });
        var apart = await InkAsync(
            Card with
            {
                Title = string.Join('\u200c', "سلسلة".AsEnumerable()),
                Kicker = "",
                IsRightToLeft = true,
            }
        );

        joined.Right.ShouldBeInRange(1110, 1131);
        apart.Right.ShouldBeInRange(1110, 1131);
        (joined.Right - joined.Left).ShouldBeLessThan((apart.Right - apart.Left) * 9 / 10);
        (await InkAsync(Card with { Kicker = "" })).Left.ShouldBeInRange(69, 80);
    }

    [Theory]
    [InlineData("<span size='900000'>&amp;</b>")]
    [InlineData("a\0b\u0007\u2028c")]
    [InlineData("\ud800 alone")]
    [InlineData("\u202e\u202dturned\u2066")]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Any_title_renders_a_picture(string title) => await InkAsync(Card with { Title = title });

    [Fact]
    public async Task The_picture_is_drawn_for_a_date_without_members() =>
        await InkAsync(Card with { Strokes = "", StrokesWidth = "0" });

    [Theory]
    [InlineData(" ", 400)]
    [InlineData("", 4000)]
    public async Task A_very_long_title_stays_above_the_strokes(string between, int letters)
    {
        var title = string.Join(between, Enumerable.Repeat("ضwordس", letters));
        foreach (var isRightToLeft in (bool[])[false, true])
        {
            var ink = await InkAsync(Card with { Title = title, IsRightToLeft = isRightToLeft });
            ink.Bottom.ShouldBeLessThanOrEqualTo(400);
            ink.Left.ShouldBeGreaterThanOrEqualTo(69);
            ink.Right.ShouldBeLessThanOrEqualTo(1131);
        }
    }

    /// <summary>The box of dark pixels in the area of the title.</summary>
    private static async Task<(int Left, int Right, int Bottom)> InkAsync(ShareCard card)
    {
        using var picture = Image.PngloadBuffer(await card.ToPngAsync(default));
        (picture.Width, picture.Height).ShouldBe((1200, 630));
        using var place = picture.Colourspace(Enums.Interpretation.Bw).ExtractBand(0).Crop(0, 110, 1200, 315);
        var box = place.FindTrim(threshold: 60, background: [250]);
        return ((int)box[0], (int)box[0] + (int)box[2], 110 + (int)box[1] + (int)box[3]);
    }
}
