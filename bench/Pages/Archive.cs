using System.Diagnostics;
using System.Globalization;

namespace Concord.Bench.Pages;

/// <summary>
/// Cost of a large archive: the same pages, rendered for each request, by a site with the demonstration content and by one
/// with many more documents; and the time both take to start and to publish.
/// </summary>
internal static class Archive
{
    private const int Rounds = 15;

    /// <summary>Requested from both; of the list, each site's last or five hundredth page.</summary>
    private static readonly string[] Pages =
    [
        "/en",
        "/ar",
        "/en/news/one-year-after-baghouz",
        "/en/news",
        "/en/news?effort=stabilisation",
        "/en/news?page=500",
        "/en/search?q=baghouz",
        "/en/search?q=iraq",
        "/ar/search?q=%D8%A7%D9%84%D8%B9%D8%B1%D8%A7%D9%82",
        "/en/search?q=iraq&kind=statement",
        "/en/progress",
        "/en/feed.atom",
        "/api/v1/documents?lang=en&limit=20",
        "/sitemap.xml",
    ];

    public static async Task<int> RunAsync(int documents)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            await Programs.PublishAsync("src/Web", $"{folder}/program");
            await Programs.PublishAsync("src/Cli", $"{folder}/program/cli");
            await Programs.PublishAsync("tests/Seed", $"{folder}/program/seed");
            using var small = new Site($"{folder}/program", $"{folder}/small", 5181);
            using var large = new Site($"{folder}/program", $"{folder}/large", 5182);
            var clock = Stopwatch.StartNew();
            await large.SeedAsync($"--documents {documents} --yes");
            Console.WriteLine($"{documents} documents made in {clock.Elapsed.TotalSeconds:F0} s");
            foreach (var site in (Site[])[small, large])
            {
                using var first = site.Start();
                await site.UntilAsync("/en/search?q=iraq", text => text.Contains("<mark>", StringComparison.Ordinal));
                Console.WriteLine($"port {site.Port}: first start and index {site.Clock.Elapsed.TotalSeconds:F1} s");
            }

            Console.WriteLine($"| what | small, ms | {documents} more, ms | factor |\n|---|---|---|---|");
            await CompareAsync("start, to the first page", small, large, StartAsync);
            await CompareAsync("publish, from the command to the page", small, large, site => PublishAsync(site, folder));
            await CompareAsync("publish, to its being found", small, large, site => FindAsync(site, folder));
            using var running = small.Start(("Concord__Cache__MemoryMegabytes", "0"));
            using var other = large.Start(("Concord__Cache__MemoryMegabytes", "0"));
            foreach (var page in Pages)
            {
                await CompareAsync(page, small, large, site => OpenAsync(site, page));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(string what, Site small, Site large, Func<Site, Task<double[]>> measure)
    {
        var (a, b) = (Median(await measure(small)), Median(await measure(large)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {a:F1} | {b:F1} | {b / a:F1} |"));
    }

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

    private static async Task<double[]> StartAsync(Site site)
    {
        var times = new double[5];
        for (var round = 0; round < times.Length; round++)
        {
            using var server = site.Start();
            await site.UntilAsync("/en", text => text.Length > 0);
            times[round] = site.Clock.Elapsed.TotalMilliseconds;
        }

        return times;
    }

    private static Task<double[]> PublishAsync(Site site, string folder) =>
        ReleaseAsync(site, folder, "page", slug => ($"/en/news/{slug}", slug));

    private static Task<double[]> FindAsync(Site site, string folder) =>
        ReleaseAsync(site, folder, "find", slug => ($"/en/search?q={slug}", "<mark>"));

    private static async Task<double[]> ReleaseAsync(
        Site site,
        string folder,
        string name,
        Func<string, (string Page, string Text)> shown
    )
    {
        using var server = site.Start();
        await site.UntilAsync("/en", text => text.Length > 0);
        var times = new double[5];
        for (var round = 0; round < times.Length; round++)
        {
            var slug = $"{name}{site.Port}x{round}";
            var pack = Directory.CreateDirectory($"{folder}/pack-{slug}/documents/{slug}").FullName;
            await File.WriteAllTextAsync($"{pack}/document.yaml", "kind: story\ndate: 2020-10-01\n");
            await File.WriteAllTextAsync($"{pack}/en.md", $"---\ntitle: {slug}\nsummary: Summary of {slug}.\n---\nBody.\n");
            site.Clock.Restart();
            await site.CommandAsync($"import content {folder}/pack-{slug}");
            var (page, text) = shown(slug);
            await site.UntilAsync(page, answer => answer.Contains(text, StringComparison.Ordinal));
            times[round] = site.Clock.Elapsed.TotalMilliseconds;
        }

        return times;
    }

    private static async Task<double[]> OpenAsync(Site site, string page)
    {
        await site.UntilAsync("/en", text => text.Length > 0);
        var path = page.Contains("page=500", StringComparison.Ordinal) ? await site.LastPageAsync(page) : page;
        var times = new double[Rounds];
        for (var round = -3; round < Rounds; round++)
        {
            site.Clock.Restart();
            await site.UntilAsync(path, text => text.Length > 0);
            if (round >= 0)
            {
                times[round] = site.Clock.Elapsed.TotalMilliseconds;
            }
        }

        return times;
    }
}
