using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Concord.TestKit;

namespace Concord.Bench.Pages;

/// <summary>
/// Cost of a large wall: its pages, rendered for each request, by a site with a thousand posts and by one with many more.
/// </summary>
internal static partial class Wall
{
    private const int Rounds = 15;
    private const int Hundredth = 100;

    private static readonly string[] Pages =
    [
        "/en/wall",
        "/ar/wall",
        "/en/wall?language=ckb",
        "/en/wall?member=france",
        "/en/wall?member=iceland",
        "/en/wall?effort=stabilisation",
        "/en/wall?hashtag=topic7",
        "/en/wall?hashtag=rare",
        "/en/wall?hashtag=rare&language=en&effort=counter-finance",
        "/en/wall?member=france&effort=stabilisation",
        "/en/wall?language=ar&effort=counter-finance",
        "/en/wall?language=en&hashtag=topic7",
        "/en",
        "/en/members/france",
        "/en/campaigns/this-generation-learns",
    ];

    public static async Task<int> RunAsync(int posts, bool isPostgres)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            await Programs.PublishAsync("src/Web", $"{folder}/program");
            await Programs.PublishAsync("src/Cli", $"{folder}/program/cli");
            await Programs.PublishAsync("tests/Seed", $"{folder}/program/seed");
            var server = isPostgres ? await Programs.PostgresAsync() : null;
            using var small = await SiteAsync(folder, "small", 5181, server);
            using var large = await SiteAsync(folder, "large", 5182, server);
            var clock = Stopwatch.StartNew();
            await small.SeedAsync("--posts 1000 --yes");
            clock.Restart();
            await large.SeedAsync($"--posts {posts} --yes");
            Console.WriteLine($"{posts} posts made in {clock.Elapsed.TotalSeconds:F0} s");
            using var one = small.Start(("Concord__Cache__MemoryMegabytes", "0"), ("Concord__Wall__Polling", "false"));
            using var other = large.Start(("Concord__Cache__MemoryMegabytes", "0"), ("Concord__Wall__Polling", "false"));
            await small.UntilAsync("/en/wall", text => text.Length > 0);
            await large.UntilAsync("/en/wall", text => text.Length > 0);
            Console.WriteLine($"| page | 1000 posts, ms | {posts} posts, ms | factor |\n|---|---|---|---|");
            foreach (var page in Pages)
            {
                await CompareAsync(page, small, page, large, page);
            }

            // A thousand posts have no hundredth page: their last is used.
            await CompareAsync("page 100", small, await FurtherAsync(small), large, await FurtherAsync(large));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Site> SiteAsync(string folder, string name, int port, PostgresServer? server) =>
        new($"{folder}/program", $"{folder}/{name}", port, server is null ? null : await server.CreateDatabaseAsync());

    private static async Task CompareAsync(string what, Site small, string inSmall, Site large, string inLarge)
    {
        var (a, b) = (await MedianAsync(small, inSmall), await MedianAsync(large, inLarge));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{what}` | {a:F1} | {b:F1} | {b / a:F1} |"));
    }

    private static async Task<double> MedianAsync(Site site, string page)
    {
        var times = new double[Rounds];
        for (var round = -3; round < Rounds; round++)
        {
            site.Clock.Restart();
            await site.UntilAsync(page, text => text.Length > 0);
            if (round >= 0)
            {
                times[round] = site.Clock.Elapsed.TotalMilliseconds;
            }
        }

        return times.Order().ElementAt(Rounds / 2);
    }

    /// <summary>Follows the link to the next page, as a reader does.</summary>
    private static async Task<string> FurtherAsync(Site site)
    {
        var page = "/en/wall";
        for (var number = 1; number < Hundredth; number++)
        {
            var next = "";
            await site.UntilAsync(
                page,
                text =>
                {
                    next = NextPage().Match(text) is { Success: true } found ? found.Groups["address"].Value : "";
                    return true;
                }
            );
            if (next.Length == 0)
            {
                break;
            }

            page = next;
        }

        return page;
    }

    [GeneratedRegex("<a href=\"(?<address>[^\"]+)\" rel=\"next\"", RegexOptions.None, 10_000)]
    private static partial Regex NextPage();
}
