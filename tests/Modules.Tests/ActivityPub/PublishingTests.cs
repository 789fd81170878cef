using System.Net;
using Concord.ActivityPub.Deliveries;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.ActivityPub;

/// <summary>Followers are told of what becomes public, is corrected or is withdrawn.</summary>
public sealed class PublishingTests
{
    [Fact]
    public async Task A_server_finds_an_account_and_what_it_posted()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.RunAsync();

        var (answer, finger) = await site.ReadAsync("/.well-known/webfinger?resource=acct:news_en@concord.example");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/jrd+json");
        finger.GetProperty("subject").GetString().ShouldBe("acct:news_en@concord.example");
        var address = finger.GetProperty("links")[0].GetProperty("href").GetString()!;
        address.ShouldBe("https://concord.example/activitypub/en");
        (answer, var actor) = await site.ReadAsync(address);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/activity+json");
        actor.GetProperty("id").GetString().ShouldBe(address);
        actor.GetProperty("preferredUsername").GetString().ShouldBe("news_en");
        actor.GetProperty("publicKey").GetProperty("owner").GetString().ShouldBe(address);
        var (_, outbox) = await site.ReadAsync(actor.GetProperty("outbox").GetString()!);
        outbox.GetProperty("totalItems").GetInt32().ShouldBe(2);
        var (_, page) = await site.ReadAsync(outbox.GetProperty("first").GetString()!);
        var newest = page.GetProperty("orderedItems")[0];
        newest.GetProperty("type").GetString().ShouldBe("Create");
        var note = newest.GetProperty("object");
        note.GetProperty("content")
            .GetString()
            .ShouldBe(
                "<p><strong>Two</strong></p><p>Summary of Two.</p><p><a href=\"https://concord.example/en/news/two\">concord.example/en/news/two</a></p>"
            );
        note.GetProperty("to")[0].GetString().ShouldBe("https://www.w3.org/ns/activitystreams#Public");
        (await site.ReadAsync(note.GetProperty("id").GetString()!))
            .Json.GetProperty("content")
            .GetString()
            .ShouldBe(note.GetProperty("content").GetString());
        (await site.ReadAsync(newest.GetProperty("id").GetString()!)).Json.GetProperty("type").GetString().ShouldBe("Create");
        (await site.ReadAsync("/activitypub/en/outbox?page=2")).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await site.ReadAsync("/.well-known/webfinger?resource=acct:nobody@concord.example")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await site.ReadAsync("/.well-known/webfinger?resource=acct:news_en@other.example")).Answer.StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        (await site.ReadAsync("/.well-known/webfinger")).Answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var (_, links) = await site.ReadAsync("/.well-known/nodeinfo");
        var (_, info) = await site.ReadAsync(links.GetProperty("links")[0].GetProperty("href").GetString()!);
        info.GetProperty("usage").GetProperty("localPosts").GetInt32().ShouldBe(3, "two in English and one in Arabic");
    }

    [Fact]
    public async Task A_browser_is_sent_to_the_pages_for_people()
    {
        await using var site = await FediverseSite.StartAsync();
        var reader = new DeskVisitor(site.Site);

        var (answer, _) = await reader.OpenAsync("/activitypub/ar");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.OriginalString.ShouldBe("https://concord.example/ar/news");
        answer.Headers.Vary.ShouldContain("Accept");
        var (_, page) = await reader.OpenAsync("/ar");
        page.QuerySelector("footer a[rel=me]")!.TextContent.ShouldBe("@news_ar@concord.example");
    }

    [Fact]
    public async Task A_release_a_correction_and_a_withdrawal_reach_every_server_once()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.RunAsync();
        await site.FollowAsync("reader");
        await site.FollowAsync("second");
        await site.FollowAsync("arabic", "ar");
        site.Of("Create").ShouldBeEmpty("nobody is told of what was public before");

        await site.ReleaseAsync("bridge", "The bridge is open");
        await site.RunAsync();
        var (inbox, create) = site.Of("Create").ShouldHaveSingleItem("both are on one server, with a shared inbox");
        inbox.ShouldBe("/inbox");
        var id = create.GetProperty("object").GetProperty("id").GetString()!;
        create.GetProperty("object").GetProperty("content").GetString()!.ShouldContain("The bridge is open");
        await site.RunAsync();
        site.Of("Create").Count.ShouldBe(1);

        await site.CorrectAsync("bridge", "The old bridge is open");
        await site.RunAsync();
        var update = site.Of("Update").ShouldHaveSingleItem().Message;
        update.GetProperty("object").GetProperty("id").GetString().ShouldBe(id);
        update.GetProperty("object").GetProperty("content").GetString()!.ShouldContain("The old bridge is open");
        update.GetProperty("object").TryGetProperty("updated", out _).ShouldBeTrue();

        await site.WithdrawAsync("bridge");
        await site.RunAsync();
        var delete = site.Of("Delete").ShouldHaveSingleItem().Message;
        delete.GetProperty("object").GetProperty("id").GetString().ShouldBe(id);
        var (gone, tombstone) = await site.ReadAsync(id);
        gone.StatusCode.ShouldBe(HttpStatusCode.Gone);
        tombstone.GetProperty("type").GetString().ShouldBe("Tombstone");

        await site.ReleaseAsync("bridge", "The bridge is open again");
        await site.RunAsync();
        site.Of("Create").Count.ShouldBe(2);
        site.Of("Create")[1]
            .Message.GetProperty("object")
            .GetProperty("id")
            .GetString()
            .ShouldNotBe(id, "servers keep the deletion of the first");
    }

    [Fact]
    public async Task The_first_text_in_a_language_is_told_and_so_is_one_that_is_public_again_after_weeks()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.RunAsync();
        await site.FollowAsync("reader", "fr");
        await site.ReleaseAsync("bridge", "Le pont est ouvert", "fr");
        await site.RunAsync();
        site.Of("Create")
            .ShouldHaveSingleItem()
            .Message.GetProperty("object")
            .GetProperty("content")
            .GetString()!
            .ShouldContain("Le pont");

        await site.WithdrawAsync("bridge", "fr");
        await site.RunAsync();
        site.Clock.Advance(TimeSpan.FromDays(20));
        await site.ReleaseAsync("bridge", "Le pont est ouvert de nouveau", "fr");
        await site.RunAsync();
        site.Of("Create").Count.ShouldBe(2);
        site.Of("Delete").Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_taken_back_before_followers_were_told_is_never_told()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.RunAsync();
        await site.FollowAsync("reader");
        await site.ReleaseAsync("bridge", "The bridge is open");
        await site.PublishAsync();
        await site.WithdrawAsync("bridge");

        await site.RunAsync();

        site.Of("Create").ShouldBeEmpty();
        site.Of("Delete").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_the_present_text_when_it_is_back()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.RunAsync();
        await site.FollowAsync("reader");
        site.Answers["/inbox"] = 503;
        await site.ReleaseAsync("bridge", "The bridge is open");
        await site.RunAsync();
        site.Of("Create").ShouldBeEmpty();
        site.Answers.Clear();

        (await site.RunAsync(TimeSpan.FromMinutes(5))).ShouldBe(1);
        site.Of("Create").Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_withdrawn_meanwhile_is_not_told_to_a_server_that_was_away()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.RunAsync();
        await site.FollowAsync("reader");
        site.Answers["/inbox"] = 503;
        await site.ReleaseAsync("bridge", "The bridge is open");
        await site.RunAsync();
        await site.WithdrawAsync("bridge");
        await site.PublishAsync();
        site.Answers.Clear();

        await site.RunAsync(TimeSpan.FromHours(1));

        site.Of("Create").ShouldBeEmpty();
        site.Of("Delete").Count.ShouldBe(1, "an attempt may have arrived although it failed");
    }

    [Fact]
    public async Task A_server_that_refuses_for_days_is_given_up_and_one_that_is_gone_is_forgotten()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.RunAsync();
        await site.FollowAsync("reader");
        site.Answers["/inbox"] = 500;
        await site.ReleaseAsync("bridge", "The bridge is open");
        for (var round = 0; round < 12; round++)
        {
            await site.RunAsync(TimeSpan.FromDays(1.1));
        }

        (await DeliveriesAsync(site)).Count(row => row.State == DeliveryState.Failed).ShouldBe(1);
        (await site.FollowersAsync()).ShouldBe(1);
        site.Answers["/inbox"] = 410;
        await site.ReleaseAsync("school", "The school is open");
        await site.RunAsync();
        (await site.FollowersAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Old_messages_are_deleted()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.RunAsync();
        await site.FollowAsync("reader");
        (await DeliveriesAsync(site)).ShouldNotBeEmpty();
        site.Clock.Advance(TimeSpan.FromDays(31));

        await site.WithAsync(async services =>
        {
            await services.GetRequiredService<DeliverActivities>().DeleteOldAsync(default);
            return 0;
        });

        (await DeliveriesAsync(site)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_workspace_shows_numbers_and_a_closed_site_nothing()
    {
        await using var site = await FediverseSite.StartAsync();
        await site.FollowAsync("reader");
        var editor = await DeskVisitor.JoinedAsync(site.Site, "editor@example.org", ["editor"], site.Clock);
        var (_, page) = await editor.OpenAsync("/desk/en/fediverse");
        page.QuerySelector("tbody tr")!.TextContent.ShouldContain("@news_en@concord.example");
        page.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td")[0].TextContent.ShouldBe("1");

        await using var closed = await FediverseSite.StartAsync(("Concord:ActivityPub:IsOpen", "false"));
        foreach (
            var path in new[]
            {
                "/activitypub/en",
                "/activitypub/en/outbox",
                "/activitypub/en/followers",
                "/.well-known/nodeinfo",
                "/nodeinfo/2.1",
                "/.well-known/webfinger?resource=acct:news_en@concord.example",
            }
        )
        {
            (await closed.ReadAsync(path)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }

        (await closed.SendAsync("reader", closed.Follow("reader"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<List<ActivityDelivery>> DeliveriesAsync(FediverseSite site) =>
        site.WithAsync(services => services.GetRequiredService<ConcordDb>().Set<ActivityDelivery>().AsNoTracking().ToListAsync());
}
