using System.Text.Json;
using Concord.Foundation;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.SocialPosts;
using Concord.SocialPosts.Networks;
using Concord.SocialPosts.Posts;
using Concord.SocialPosts.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.SocialPosts;

/// <summary>Approved posts go out with their release, each at most once, and what the networks said is on record.</summary>
public sealed class SendingTests
{
    private static readonly Actor Tester = Actor.System("test");

    [Fact]
    public async Task Posts_wait_for_their_release_and_go_to_all_networks()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        await site.IllustrateAsync("bridge", "People walk over a bridge.");
        var fedi = await site.ApproveAsync("bridge", "fedi", "The bridge is open. {link} #Raqqa", "People on a bridge.");
        var sky = await site.ApproveAsync("bridge", "sky", "Open: {link}\n#Raqqa", "People on a bridge.");
        var x = await site.ApproveAsync("bridge", "x-ar", "الجسر مفتوح {link}", "ناس على جسر.");

        (await site.RunAsync()).ShouldBe(0);
        await site.ReleaseAsync("bridge", "en");
        (await site.RunAsync()).ShouldBe(2, "the Arabic text is not public yet");
        (await site.PostAsync(x)).State.ShouldBe(SocialPostState.Approved);
        await site.ReleaseAsync("bridge", "ar");
        (await site.RunAsync()).ShouldBe(1);
        (await site.RunAsync()).ShouldBe(0);

        var sent = await site.PostAsync(fedi);
        (sent.State, sent.RemoteId, sent.RemoteUrl).ShouldBe(
            (SocialPostState.Sent, "1001", "https://mastodon.example/@coalition/1001")
        );
        (await site.PostAsync(sky)).RemoteUrl.ShouldStartWith("https://bsky.app/profile/did:plc:coalition/post/");
        (await site.PostAsync(x)).RemoteUrl.ShouldBe("https://x.com/i/web/status/555");
        site.Published.Count.ShouldBe(3);
        var status = Body(site, "/api/v1/statuses");
        status.GetProperty("status").GetString().ShouldBe("The bridge is open. https://concord.example/en/news/bridge #Raqqa");
        status.GetProperty("language").GetString().ShouldBe("en");
        status.GetProperty("media_ids")[0].GetString().ShouldBe("22");
        site.Requests.Single(request => request.Path == "/api/v2/media").Body.ShouldContain("People on a bridge.");
        var tweet = Body(site, "/2/tweets");
        tweet.GetProperty("text").GetString().ShouldBe("الجسر مفتوح https://concord.example/ar/news/bridge");
        tweet.GetProperty("media").GetProperty("media_ids")[0].GetString().ShouldBe("77");
        Body(site, "/2/media/metadata")
            .GetProperty("metadata")
            .GetProperty("alt_text")
            .GetProperty("text")
            .GetString()
            .ShouldBe("ناس على جسر.");
        var journal = await EventsAsync(site);
        journal.Count(one => one.Kind == nameof(SocialPostApproved)).ShouldBe(3);
        journal.Count(one => one.Kind == nameof(SocialPostSent)).ShouldBe(3);
    }

    [Theory]
    [InlineData("fedi", "Unknown")]
    [InlineData("sky", "Sent")]
    [InlineData("x-ar", "Unknown")]
    public async Task An_answer_that_got_lost_never_makes_a_second_post(string account, string becomes)
    {
        var state = Enum.Parse<SocialPostState>(becomes);
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        var post = await site.ApproveAsync("bridge", account, "Open: {link}");
        await site.ReleaseAsync("bridge", "en", "ar");
        var lost = 0;
        site.Instead = http =>
        {
            if (http.Request.Path.Value is not ("/api/v1/statuses" or "/xrpc/com.atproto.repo.putRecord" or "/2/tweets"))
            {
                return Task.FromResult(false);
            }

            if (lost++ > 0)
            {
                return Task.FromResult(false);
            }

            // It was published, and the connection broke before the answer.
            site.Published[
                account switch
                {
                    "fedi" => $"mastodon:{http.Request.Headers["Idempotency-Key"]}",
                    "sky" => $"bluesky:{RecordKey(http)}",
                    _ => "x:lost",
                }
            ] = "";
            http.Abort();
            return Task.FromResult(true);
        };

        await site.RunAsync();
        for (var round = 0; round < 12; round++)
        {
            await site.RunAsync(TimeSpan.FromHours(1));
        }

        site.Published.Count.ShouldBe(1);
        (await site.PostAsync(post)).State.ShouldBe(state);
    }

    [Fact]
    public async Task Mastodon_and_bluesky_know_a_repetition_and_it_is_sent_again_at_once()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        var posts = new[]
        {
            await site.ApproveAsync("bridge", "fedi", "Open: {link}"),
            await site.ApproveAsync("bridge", "sky", "Open: {link}"),
        };
        await site.ReleaseAsync("bridge", "en");
        var failing = true;
        site.Instead = http =>
        {
            http.Response.StatusCode = 502;
            return Task.FromResult(
                failing && http.Request.Path.Value is "/api/v1/statuses" or "/xrpc/com.atproto.repo.putRecord"
            );
        };
        (await site.RunAsync()).ShouldBe(0);
        (await site.PostAsync(posts[0])).MayHaveArrived.ShouldBeTrue();

        failing = false;
        site.Instead = _ => Task.FromResult(false);
        (await site.RunAsync(TimeSpan.FromMinutes(5))).ShouldBe(2);
        var keys = site
            .Requests.Where(request => request.Path == "/xrpc/com.atproto.repo.putRecord")
            .Select(request => JsonDocument.Parse(request.Body).RootElement.GetRawText())
            .Distinct();
        keys.ShouldHaveSingleItem("the record is the same to the last letter");
    }

    [Fact]
    public async Task A_post_of_which_mastodon_gave_no_answer_is_not_sent_again_after_the_hour()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        var post = await site.ApproveAsync("bridge", "fedi", "Open: {link}");
        await site.ReleaseAsync("bridge", "en");
        site.Instead = http =>
        {
            http.Response.StatusCode = 500;
            return Task.FromResult(true);
        };
        await site.RunAsync();
        for (var round = 0; round < 6; round++)
        {
            await site.RunAsync(TimeSpan.FromMinutes(20));
        }

        var unknown = await site.PostAsync(post);
        unknown.State.ShouldBe(SocialPostState.Unknown);
        unknown.Answer.ShouldStartWith("The server answers 500");
        var asked = site.Requests.Count;
        await site.RunAsync(TimeSpan.FromDays(1));
        site.Requests.Count.ShouldBe(asked);
        (await EventsAsync(site)).Count(one => one.Kind == nameof(SocialPostFailed)).ShouldBe(1);

        // A person looks at the account and decides.
        (await DecideAsync(site, decide => decide.ConfirmAsync(post, Tester, default))).ShouldBe(PostFault.None);
        (await site.PostAsync(post)).State.ShouldBe(SocialPostState.Sent);
        (await DecideAsync(site, decide => decide.ConfirmAsync(post, Tester, default))).ShouldBe(PostFault.Changed);
    }

    [Fact]
    public async Task What_a_network_refuses_is_shown_with_its_words_and_can_be_sent_again()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        var post = await site.ApproveAsync("bridge", "x-ar", "افتتاح {link}");
        await site.ReleaseAsync("bridge", "en", "ar");
        site.Instead = async http =>
        {
            http.Response.StatusCode = 403;
            await http.Response.WriteAsJsonAsync(
                new { title = "Forbidden", detail = "You are not allowed to create a Tweet with duplicate content." }
            );
            return true;
        };
        (await site.RunAsync()).ShouldBe(0);

        var failed = await site.PostAsync(post);
        (failed.State, failed.Answer).ShouldBe(
            (SocialPostState.Failed, "403: You are not allowed to create a Tweet with duplicate content.")
        );
        site.Instead = _ => Task.FromResult(false);
        (await site.RunAsync()).ShouldBe(0, "nobody said that it should be sent again");
        (await DecideAsync(site, decide => decide.RepeatAsync(post, Tester, default))).ShouldBe(PostFault.None);
        (await site.RunAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_network_that_asks_to_wait_is_left_alone_until_then()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        var post = await site.ApproveAsync("bridge", "x-ar", "افتتاح {link}");
        await site.ReleaseAsync("bridge", "en", "ar");
        site.Instead = http =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers["x-rate-limit-remaining"] = "0";
            http.Response.Headers["x-rate-limit-reset"] = $"{site.Clock.GetUtcNow().AddHours(3).ToUnixTimeSeconds()}";
            return Task.FromResult(true);
        };
        await site.RunAsync();
        var waiting = await site.PostAsync(post);
        (waiting.State, waiting.MayHaveArrived).ShouldBe((SocialPostState.Queued, false));
        site.Instead = _ => Task.FromResult(false);
        (await site.RunAsync(TimeSpan.FromHours(2))).ShouldBe(0);
        (await site.RunAsync(TimeSpan.FromHours(1))).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_is_away_got_nothing_and_is_tried_again()
    {
        await using var site = await SocialSite.StartAsync(
            ("Concord:SocialPosts:Accounts:x-ar:Server", $"http://127.0.0.1:{Concord.TestKit.LocalServer.FreePort()}")
        );
        await site.WriteAsync("bridge");
        var post = await site.ApproveAsync("bridge", "x-ar", "افتتاح {link}");
        await site.ReleaseAsync("bridge", "en", "ar");
        await site.RunAsync();

        var waiting = await site.PostAsync(post);
        (waiting.State, waiting.MayHaveArrived, waiting.Attempts).ShouldBe((SocialPostState.Queued, false, 1));
        waiting.Answer.ShouldStartWith("The server cannot be reached");
        for (var round = 0; round < 12; round++)
        {
            await site.RunAsync(TimeSpan.FromHours(9));
        }

        (await site.PostAsync(post)).State.ShouldBe(SocialPostState.Failed);
    }

    [Fact]
    public async Task A_text_that_was_taken_back_before_its_post_was_sent_needs_a_new_approval()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        var post = await site.ApproveAsync("bridge", "fedi", "Open: {link}");
        await site.ReleaseAsync("bridge", "en", "ar");
        await QueueAsync(site);
        (await site.PostAsync(post)).State.ShouldBe(SocialPostState.Queued);
        await site.WithdrawAsync("bridge");

        (await site.RunAsync()).ShouldBe(0);
        var back = await site.PostAsync(post);
        (back.State, back.ApprovedBy).ShouldBe((SocialPostState.Draft, null));
        site.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_senders_never_hold_the_same_post_and_one_that_died_leaves_it_to_a_person()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        var post = await site.ApproveAsync("bridge", "x-ar", "افتتاح {link}");
        await site.ReleaseAsync("bridge", "en", "ar");
        await QueueAsync(site);
        site.Clock.Advance(TimeSpan.FromMinutes(2));

        var first = await WithQueueAsync(site, queue => queue.TakeAsync(default));
        (await WithQueueAsync(site, queue => queue.TakeAsync(default))).ShouldBeNull();
        site.Clock.Advance(TimeSpan.FromMinutes(6));
        (await WithQueueAsync(site, queue => queue.BeginAsync(first!, DateTime.UtcNow))).ShouldBeFalse("its time is over");
        var second = await WithQueueAsync(site, queue => queue.TakeAsync(default));
        second!.Id.ShouldBe(post);
        (await WithQueueAsync(site, queue => queue.BeginAsync(first!, DateTime.UtcNow))).ShouldBeFalse("it slept too long");
        (await WithQueueAsync(site, queue => queue.BeginAsync(second, site.Clock.GetUtcNow().UtcDateTime))).ShouldBeTrue();
        (await WithQueueAsync(site, queue => queue.BeginAsync(second, DateTime.UtcNow))).ShouldBeFalse("it was begun");

        // The second one dies here.
        (await site.RunAsync(TimeSpan.FromMinutes(10))).ShouldBe(0);
        (await site.PostAsync(post)).State.ShouldBe(SocialPostState.Sending);
        (await site.RunAsync(TimeSpan.FromMinutes(6))).ShouldBe(0);
        (await site.PostAsync(post)).State.ShouldBe(SocialPostState.Unknown);
        site.Published.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_post_is_deleted_at_its_network()
    {
        await using var site = await SocialSite.StartAsync();
        await site.WriteAsync("bridge");
        var posts = new[]
        {
            await site.ApproveAsync("bridge", "fedi", "Open: {link}"),
            await site.ApproveAsync("bridge", "sky", "Open: {link}"),
            await site.ApproveAsync("bridge", "x-ar", "افتتاح {link}"),
        };
        await site.ReleaseAsync("bridge", "en", "ar");
        (await site.RunAsync()).ShouldBe(3);
        await site.WithdrawAsync("bridge");
        (await site.WithAsync(services => services.GetRequiredService<WithdrawnPosts>().FindAsync(default))).Count.ShouldBe(3);

        foreach (var post in posts)
        {
            (await DecideAsync(site, decide => decide.DeleteAsync(post, Tester, default))).ShouldBe((PostFault.None, ""));
            (await site.PostAsync(post)).State.ShouldBe(SocialPostState.Deleted);
            (await DecideAsync(site, decide => decide.DeleteAsync(post, Tester, default))).Fault.ShouldBe(PostFault.Changed);
        }

        (await site.WithAsync(services => services.GetRequiredService<WithdrawnPosts>().FindAsync(default))).ShouldBeEmpty();
        site.Requests.Count(request =>
                request.Path.Contains("delete", StringComparison.OrdinalIgnoreCase) || request.Method == "DELETE"
            )
            .ShouldBe(3);
    }

    private static string RecordKey(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        return JsonDocument.Parse(reader.ReadToEndAsync().GetAwaiter().GetResult()).RootElement.GetProperty("rkey").GetString()!;
    }

    private static JsonElement Body(SocialSite site, string path) =>
        JsonDocument.Parse(site.Requests.Single(request => request.Path == path).Body).RootElement;

    private static Task<int> QueueAsync(SocialSite site) =>
        site.WithAsync(async services =>
        {
            await services.GetRequiredService<QueuePosts>().RunAsync(default);
            return 0;
        });

    private static Task<T> WithQueueAsync<T>(SocialSite site, Func<PostQueue, Task<T>> work) =>
        site.WithAsync(services => work(services.GetRequiredService<PostQueue>()));

    private static Task<T> DecideAsync<T>(SocialSite site, Func<DecidePost, Task<T>> work) =>
        site.WithAsync(services => work(services.GetRequiredService<DecidePost>()));

    private static Task<List<JournalEntry>> EventsAsync(SocialSite site) =>
        site.WithAsync(services =>
            services
                .GetRequiredService<ConcordDb>()
                .Set<JournalEntry>()
                .AsNoTracking()
                .Where(entry => entry.Module == "socialposts")
                .ToListAsync()
        );
}
