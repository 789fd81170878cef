using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Journal;
using Concord.TestKit;
using Concord.Web.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Concord.Modules.Tests.Web;

public sealed class CheckpointPublisherTests : IDisposable
{
    private readonly SmallPack pack = new();

    public void Dispose() => pack.Dispose();

    [Fact]
    public async Task The_head_of_the_journal_is_published_at_the_start_and_once_more_when_the_site_stops()
    {
        await using var site = new TestSite(pack.Path);
        var publisher = site.Services.GetServices<IHostedService>().OfType<CheckpointPublisher>().Single();
        var atTheStart = await HeadAsync(site);
        await PublishedAsync(site, [atTheStart]);

        pack.Document("later", "kind: story\ndate: 2020-10-03", "Later", "Text.");
        await ImportAsync(site);
        var atTheStop = await HeadAsync(site);
        atTheStop.Seq.ShouldBeGreaterThan(atTheStart.Seq);
        await Task.WhenAll(publisher.StopAsync(default), publisher.StopAsync(default));

        await PublishedAsync(site, [atTheStart, atTheStop]);
        (await CheckpointFile.ReadAsync(Path.Combine(site.DataDirectory, "checkpoints.txt"), default)).Count.ShouldBe(2);
    }

    private static async Task PublishedAsync(TestSite site, IReadOnlyList<Checkpoint> expected)
    {
        for (var left = 100; ; left--)
        {
            using var answer = await site.Client.GetAsync(new Uri("/checkpoints.txt", UriKind.Relative));
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
            var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var published = lines.Select(line => line.Split(' ')[^1]);
            if (left == 0 || lines.Length >= expected.Count)
            {
                published.ShouldBe(expected.Select(checkpoint => checkpoint.ToString()));
                return;
            }

            await Task.Delay(100);
        }
    }

    private static async Task<Checkpoint> HeadAsync(TestSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<JournalReader>().HeadAsync(default)).ShouldNotBeNull();
    }

    private async Task ImportAsync(TestSite site)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var result = await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(pack.Path, default, Actor.Command("test"), progress: null, default);
        result.Problems.ShouldBeEmpty();
    }
}
