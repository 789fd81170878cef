using System.Net;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.Modules.Tests.Web;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Media;

public sealed class MediaTests(DemonstrationSite demonstration)
{
    private readonly TestSite site = demonstration.Site;

    [Fact]
    public async Task Each_language_has_a_picture_with_its_own_labels_and_words()
    {
        var addresses = new HashSet<string>();
        foreach (var language in (string[])["en", "ar", "fr", "ckb"])
        {
            var (_, page) = await site.OpenAsync($"/{language}/news/one-year-after-baghouz");
            var picture = page.QuerySelector(".pic img")!;
            picture.GetAttribute("alt").ShouldNotBeNullOrWhiteSpace();
            addresses.Add(picture.GetAttribute("src")!).ShouldBeTrue(language);
        }
    }

    [Fact]
    public async Task A_picture_is_cached_as_immutable_and_runs_no_script()
    {
        var (_, page) = await site.OpenAsync("/en/news/kobane-five-years-on");

        var answer = await site.Client.GetAsync(new Uri(page.QuerySelector(".pic img")!.GetAttribute("src")!, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        answer
            .Headers.GetValues("Content-Security-Policy")
            .Single()
            .ShouldBe("default-src 'none'; style-src 'unsafe-inline'; sandbox");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
    }

    [Fact]
    public async Task The_master_of_a_photograph_is_never_served()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var master = await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<PictureEdition>()
            .Where(edition => edition.Picture == "raqqa-bridge")
            .Select(edition => edition.Master)
            .FirstAsync();

        master.ShouldNotBeNull();
        var answer = await site.Client.GetAsync(new Uri($"/media/{master}/raqqa-bridge.webp", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_photograph_is_offered_in_several_sizes_and_formats_that_all_load(string language)
    {
        var (_, page) = await site.OpenAsync($"/{language}/news/raqqa-bridge-at-dawn");
        var picture = page.QuerySelector(".pic picture")!;

        picture.QuerySelectorAll("source").Select(source => source.GetAttribute("type")).ShouldBe(["image/avif", "image/webp"]);
        var plain = picture.QuerySelector("img")!;
        plain.GetAttribute("alt").ShouldNotBeNullOrWhiteSpace();
        (plain.GetAttribute("width"), plain.GetAttribute("height")).ShouldBe(("1200", "800"));
        await ShouldAnswerAsync(plain.GetAttribute("src")!, "image/jpeg", [0xFF, 0xD8, 0xFF], at: 0);
        foreach (var source in picture.QuerySelectorAll("source"))
        {
            source.GetAttribute("sizes").ShouldNotBeNullOrWhiteSpace();
            var addresses = source.GetAttribute("srcset")!.Split(", ").Select(candidate => candidate.Split(' ')[0]).ToList();
            addresses.Count.ShouldBe(3);
            foreach (var address in addresses)
            {
                var type = source.GetAttribute("type")!;
                await ShouldAnswerAsync(
                    address,
                    type,
                    type == "image/avif" ? "ftypavif"u8.ToArray() : "WEBP"u8.ToArray(),
                    type == "image/avif" ? 4 : 8
                );
            }
        }
    }

    [Theory]
    [InlineData("/media/00000000000000000000000000000000/x.svg")]
    [InlineData("/media/short/x.svg")]
    [InlineData("/media/00000000000000000000000000000000/..%2f..%2fconcord.db")]
    public async Task Unknown_media_is_404(string path) =>
        (await site.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

    private async Task ShouldAnswerAsync(string address, string type, byte[] mark, int at)
    {
        var answer = await site.Client.GetAsync(new Uri(address, UriKind.Relative));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
        (await answer.Content.ReadAsByteArrayAsync())[at..(at + mark.Length)].ShouldBe(mark);
    }
}
