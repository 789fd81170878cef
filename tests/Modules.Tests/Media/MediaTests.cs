using System.Net;
using Concord.Modules.Tests.Web;
using Concord.TestKit;

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
            var (_, page) = await site.OpenAsync($"/{language}/news/baghouz-end-of-territorial-control");
            var picture = page.QuerySelector(".pic img")!;
            picture.GetAttribute("alt").ShouldNotBeNullOrWhiteSpace();
            addresses.Add(picture.GetAttribute("src")!).ShouldBeTrue(language);
        }
    }

    [Fact]
    public async Task A_picture_may_be_kept_for_ever_and_can_do_nothing()
    {
        var (_, page) = await site.OpenAsync("/en/news/baghouz-end-of-territorial-control");

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

    [Theory]
    [InlineData("/media/00000000000000000000000000000000/x.svg")]
    [InlineData("/media/short/x.svg")]
    [InlineData("/media/00000000000000000000000000000000/..%2f..%2fconcord.db")]
    public async Task What_is_not_kept_is_not_found(string path) =>
        (await site.Client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
}
