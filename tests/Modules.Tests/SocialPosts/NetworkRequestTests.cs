using System.Text.Json;
using Concord.SocialPosts;
using Concord.SocialPosts.Networks;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.SocialPosts;

/// <summary>What the networks are sent, by their documented interfaces.</summary>
public sealed class NetworkRequestTests
{
    [Fact]
    public async Task A_record_on_bluesky_has_links_tags_and_picture()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        await site.IllustrateAsync("bridge", "People walk over a bridge.");
        await site.ApproveAsync("bridge", "sky", "Überall offen: {link} #Raqqa https://a.org", "People on a bridge.");
        await site.ReleaseAsync("bridge", "en");
        (await site.RunAsync()).ShouldBe(1);

        var record = Body(site, "/xrpc/com.atproto.repo.putRecord").GetProperty("record");
        record.GetProperty("text").GetString().ShouldBe("Überall offen: concord.example/en/news/bridge #Raqqa https://a.org");
        record.GetProperty("langs")[0].GetString().ShouldBe("en");
        record.GetProperty("createdAt").GetString().ShouldBe("2020-10-03T09:04:00.000Z");
        var facets = record.GetProperty("facets").EnumerateArray().ToList();
        facets.Select(facet => facet.GetProperty("index").GetProperty("byteStart").GetInt32()).ShouldBe([16, 47, 54]);
        facets.Select(facet => facet.GetProperty("index").GetProperty("byteEnd").GetInt32()).ShouldBe([46, 53, 67]);
        facets[0].GetProperty("features")[0].GetProperty("uri").GetString().ShouldBe("https://concord.example/en/news/bridge");
        facets[1].GetProperty("features")[0].GetProperty("tag").GetString().ShouldBe("Raqqa");
        facets[2].GetProperty("features")[0].GetProperty("uri").GetString().ShouldBe("https://a.org");
        var image = record.GetProperty("embed").GetProperty("images")[0];
        image.GetProperty("alt").GetString().ShouldBe("People on a bridge.");
        image.GetProperty("image").GetProperty("$type").GetString().ShouldBe("blob");
        image.GetProperty("aspectRatio").GetProperty("width").GetInt32().ShouldBe(1200);
    }

    [Fact]
    public async Task Without_a_picture_bluesky_gets_a_card_of_the_document()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        await site.ApproveAsync("bridge", "sky", "Open: {link}");
        await site.ReleaseAsync("bridge", "en");
        (await site.RunAsync()).ShouldBe(1);

        var card = Body(site, "/xrpc/com.atproto.repo.putRecord")
            .GetProperty("record")
            .GetProperty("embed")
            .GetProperty("external");
        card.GetProperty("uri").GetString().ShouldBe("https://concord.example/en/news/bridge");
        card.GetProperty("title").GetString().ShouldBe("The bridge is open");
        card.GetProperty("description").GetString().ShouldBe("Summary of The bridge is open.");
    }

    [Fact]
    public async Task Accounts_are_checked_and_wrong_secrets_are_told()
    {
        await using var site = await SocialSite.StartAsync(("Concord:SocialPosts:Accounts:sky:Password", "wrong"));

        var checks = await site.WithAsync(services => services.GetRequiredService<SocialPostsOverview>().CheckAsync(default));

        checks
            .Select(check => (check.Name, check.Works, check.Words))
            .ShouldBe([
                ("fedi", true, "@coalition@127.0.0.1"),
                ("sky", false, "401: The access token is invalid"),
                ("x-ar", true, "@coalition_ar"),
            ]);
    }

    [Fact]
    public void A_request_is_signed_as_the_protocol_prescribes()
    {
        // The signature was computed by another program from the same parts.
        var account = new SocialAccountOptions
        {
            ConsumerKey = "dpf43f3p2l4k3l03",
            ConsumerSecret = "kd94hf93k423kf44",
            Token = "nnch734d00sl2jdk",
            TokenSecret = "pfkkdhi9sl3r4s00",
        };

        var header = OAuthSignature.Header(
            account,
            "POST",
            new Uri("https://api.x.com/2/tweets"),
            DateTimeOffset.FromUnixTimeSeconds(1191242096),
            "kllo9940pd9333jh"
        );

        header.ShouldBe(
            "OAuth oauth_consumer_key=\"dpf43f3p2l4k3l03\", oauth_nonce=\"kllo9940pd9333jh\", oauth_signature=\"HEboxz1rsalk%2BVnWJ%2FEDNeaeGhE%3D\", oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"1191242096\", oauth_token=\"nnch734d00sl2jdk\", oauth_version=\"1.0\""
        );
    }

    private static JsonElement Body(SocialSite site, string path) =>
        JsonDocument.Parse(site.Requests.Single(request => request.Path == path).Body).RootElement;
}
