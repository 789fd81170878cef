using System.Diagnostics.Metrics;
using Concord.Foundation;
using Concord.TestKit;
using Concord.Wall.Ingestion;
using Concord.Wall.Moderation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Wall;

/// <summary>The schedule: every source at its time, by one node at a time.</summary>
public sealed class PollSourcesTests
{
    private const int Sources = 40;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Provider> All => Providers.All;

    [Theory, MemberData(nameof(All))]
    public async Task Every_source_is_polled_once_by_one_node_and_a_hanging_or_failing_one_blocks_no_other(Provider provider)
    {
        await using var fixture = await WallFixture.OpenAsync(provider, ("Concord:Wall:Parallel", "4"));
        using var hanging = new CancellationTokenSource();
        fixture.Answers["/feed-0"] = http =>
            Task.Delay(
                    Timeout.Infinite,
                    CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, hanging.Token).Token
                )
                .ContinueWith(_ => { }, TaskScheduler.Default);
        fixture.Answer("/feed-1", 200, "this is no feed"u8.ToArray());
        for (var source = 2; source < Sources; source++)
        {
            fixture.Feed($"/feed-{source}", $"\"id\":\"{source}\",\"content_text\":\"Post {source}\"");
        }

        for (var source = 0; source < Sources; source++)
        {
            (await fixture.FollowAsync($"s{source}", $"/feed-{source}")).IsDone.ShouldBeTrue();
        }

        (
            await fixture.WithAsync<SourceCommands, ModerationResult>(commands =>
                commands.PauseAsync("s39", isPaused: true, "why not", WallFixture.Tester, Cancellation)
            )
        ).IsDone.ShouldBeTrue();
        await using var scope = fixture.Scope();
        var factory = scope.ServiceProvider.GetRequiredService<IServiceScopeFactory>();
        var scopes = (One: new CountedScopes(factory), Other: new CountedScopes(factory));
        using var one = ActivatorUtilities.CreateInstance<PollSources>(scope.ServiceProvider, scopes.One);
        using var other = ActivatorUtilities.CreateInstance<PollSources>(scope.ServiceProvider, scopes.Other);
        await one.StartAsync(Cancellation);
        await other.StartAsync(Cancellation);
        await UntilAsync(fixture, Sources - 3);

        // Not due again yet, although both nodes look again.
        fixture.Time.Advance(TimeSpan.FromMinutes(5));
        await LooksAgainAsync(fixture, scopes.One);
        await LooksAgainAsync(fixture, scopes.Other);
        fixture.Server.Asked.GroupBy(asked => asked).ShouldAllBe(group => group.Count() == 1);
        fixture.Server.Asked.ShouldNotContain("GET /feed-39");

        // All are due again but the paused one, the hanging one and the one that failed.
        fixture.Time.Advance(TimeSpan.FromMinutes(6.5));
        for (
            var tries = 0;
            tries < 200 && fixture.Server.Asked.Count(asked => asked != "GET /feed-1") < (2 * (Sources - 3)) + 1;
            tries++
        )
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Delay(50, Cancellation);
        }

        fixture.Server.Asked.Count(asked => asked == "GET /feed-7").ShouldBe(2);
        await hanging.CancelAsync();
        await one.StopAsync(Cancellation);
        await other.StopAsync(Cancellation);
        (await fixture.PostsAsync()).Count.ShouldBe(Sources - 3);
        (await fixture.PollingAsync("s1")).Error.ShouldNotBeNull().ShouldStartWith("There is no feed at this address.");
    }

    [Fact]
    public async Task A_database_outage_does_not_stop_the_follower()
    {
        await using var fixture = await WallFixture.OpenAsync(Provider.Sqlite);
        fixture.Feed("/feed", "\"id\":\"1\",\"content_text\":\"One\"");
        await fixture.FollowAsync("envoy", "/feed");
        await using var scope = fixture.Scope();
        var away = new ScopesAway(scope.ServiceProvider.GetRequiredService<IServiceScopeFactory>(), times: 3);
        using var polling = ActivatorUtilities.CreateInstance<PollSources>(scope.ServiceProvider, away);

        await polling.StartAsync(Cancellation);
        await UntilAsync(fixture, posts: 1);

        away.Left.ShouldBe(0);
        polling.ExecuteTask!.IsCompleted.ShouldBeFalse();
        await polling.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Ingestion_is_measured()
    {
        await using var fixture = await WallFixture.OpenAsync(Provider.Sqlite);
        var counted = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == WallMeter.Name)
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) =>
                counted.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}")
        );
        listener.Start();
        fixture.Feed("/feed", "\"id\":\"1\",\"content_text\":\"One\"", "\"id\":\"2\",\"content_text\":\"Two\"");
        await fixture.FollowAsync("envoy", "/feed");
        await fixture.PollAsync("envoy");
        fixture.Answer("/feed", 500);
        await fixture.PollAsync("envoy");

        counted.ShouldContain("concord.wall.polls 1 feed good");
        counted.ShouldContain("concord.wall.polls 1 feed failed");
        counted.ShouldContain("concord.wall.posts 2 live");
    }

    /// <summary>Waits until a node has begun to look for due sources twice, and so has ended once.</summary>
    private static async Task LooksAgainAsync(WallFixture fixture, CountedScopes scopes)
    {
        for (var times = 0; times < 2; times++)
        {
            var before = scopes.Count;
            // In small steps: a node may only begin to wait after the first of them.
            for (var tries = 0; tries < 400 && scopes.Count == before; tries++)
            {
                fixture.Time.Advance(TimeSpan.FromMilliseconds(200));
                await Task.Delay(20, Cancellation);
            }

            scopes.Count.ShouldBeGreaterThan(before);
        }
    }

    private static async Task UntilAsync(WallFixture fixture, int posts)
    {
        for (var tries = 0; tries < 400; tries++)
        {
            if ((await fixture.PostsAsync()).Count >= posts)
            {
                return;
            }

            fixture.Time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(50, Cancellation);
        }

        Assert.Fail($"{(await fixture.PostsAsync()).Count} of {posts} posts came in.");
    }
}

/// <summary>Counts how often a node has opened a scope, which it does whenever it looks for due sources.</summary>
internal sealed class CountedScopes(IServiceScopeFactory scopes) : IServiceScopeFactory
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public IServiceScope CreateScope()
    {
        Interlocked.Increment(ref count);
        return scopes.CreateScope();
    }
}

/// <summary>Fails as the provider does while its database server is away.</summary>
internal sealed class ScopesAway(IServiceScopeFactory scopes, int times) : IServiceScopeFactory
{
    public int Left { get; private set; } = times;

    public IServiceScope CreateScope() =>
        Left-- > 0 ? throw new InvalidOperationException("likely due to a transient failure", new TimeoutException()) : Return();

    private IServiceScope Return()
    {
        Left = 0;
        return scopes.CreateScope();
    }
}
