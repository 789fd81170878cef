using System.Diagnostics;
using System.Globalization;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NetVips;

namespace Concord.Bench.Pages;

/// <summary>
/// Photographs of 12 megapixels uploaded to the library at the same time: the largest memory of the site, and the time of each
/// against ffmpeg, which makes of it one picture for the web.
/// </summary>
internal static class Pictures
{
    private const int Port = 5186;
    private const int Across = 4000;
    private const int Down = 3000;
    private const int Alone = 20;

    public static async Task<int> RunAsync(int pictures, int atOnce)
    {
        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            await Programs.PublishAsync("src/Web", $"{folder}/program");
            await Programs.PublishAsync("src/Cli", $"{folder}/program/cli");
            var files = Write(Directory.CreateDirectory($"{folder}/photographs").FullName, pictures);
            Console.WriteLine(
                $"{pictures} photographs of {Across} × {Down}, {files.Sum(file => new FileInfo(file).Length) >> 20} MB"
            );
            using var site = new Site($"{folder}/program", $"{folder}/data", Port);
            (string, string)[] settings = [("Concord__Desk__RequestsPerMinute", "100000")];
            using var running = site.Start(settings);
            await site.UntilAsync("/en", page => page.Length > 0);
            using var visitor = new Visitor(Port);
            var invited = await site.CommandAsync("admin create editor@example.org", settings);
            await visitor.JoinAsync(new Uri(invited.Split().First(word => word.StartsWith("http", StringComparison.Ordinal))));
            var token = await visitor.TokenAsync("/desk/en/media");
            var idle = running.PeakMemory;
            var watch = Stopwatch.StartNew();
            await Parallel.ForEachAsync(
                files,
                new ParallelOptions { MaxDegreeOfParallelism = atOnce },
                async (file, _) => await visitor.UploadPictureAsync(file, token)
            );
            var time = watch.Elapsed / pictures;
            var alone = await ConvertAsync(folder, files);
            var stored = await CountAsync($"{folder}/data", files.Count);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    {atOnce} uploads at a time: {stored} pictures in the library, {watch.Elapsed.TotalSeconds:F0} s, {time.TotalSeconds:F2} s each
                    memory before: {idle >> 20} MB, at most: {running.PeakMemory >> 20} MB
                    ffmpeg, one WebP of 1600 pixels: {alone.TotalSeconds:F2} s each; the site: {time / alone:F1} of it
                    """
                )
            );
            return stored == pictures ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Clouds with grain, as large as a phone's photographs; no two are alike.</summary>
    private static List<string> Write(string folder, int count)
    {
        var files = new List<string>();
        for (var number = 0; number < count; number++)
        {
            var file = $"{folder}/{number}.jpg";
            using var clouds = Image.Perlin(Across, Down, cellSize: 256 + number, seed: number);
            using var grain = Image.Gaussnoise(Across, Down, sigma: 6, mean: 0, seed: number);
            using var light = (clouds * 100) + 128 + grain;
            using var picture = light.Bandjoin(light * 0.9, light * 0.8).Cast(Enums.BandFormat.Uchar);
            picture.WriteToFile(file, new VOption { ["Q"] = 85 });
            files.Add(file);
        }

        return files;
    }

    private static async Task<TimeSpan> ConvertAsync(string folder, List<string> files)
    {
        var some = files.Take(Alone).ToList();
        var watch = Stopwatch.StartNew();
        foreach (var file in some)
        {
            await Programs.RunAsync("ffmpeg", $"-v error -y -i {file} -vf scale=1600:-1 {folder}/alone.webp");
        }

        return watch.Elapsed / some.Count;
    }

    private static async Task<int> CountAsync(string data, int expected)
    {
        await using var database = await TestDatabase.OpenAsync(new StorageSettings(data, null));
        await using var scope = database.Scope();
        return Math.Min(
            expected,
            await scope
                .ServiceProvider.GetRequiredService<ConcordDb>()
                .Set<Picture>()
                .CountAsync(picture => picture.Width == Across && picture.Height == Down)
        );
    }
}
