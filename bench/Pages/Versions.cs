using System.Globalization;

namespace Concord.Bench.Pages;

/// <summary>
/// Responses per second of this version and of an earlier one, in turns on the same core, so that what else the machine does
/// meets both.
/// </summary>
internal static class Versions
{
    /// <param name="published">Folder of the earlier version: the output of <c>dotnet publish -c Release src/Web</c>.</param>
    public static async Task<int> RunAsync(string published, int seconds)
    {
        if (!File.Exists($"{published}/Concord.Web"))
        {
            await Console.Error.WriteLineAsync($"{published} has no Concord.Web; give the folder that dotnet publish wrote.");
            return 1;
        }

        var folder = Directory.CreateTempSubdirectory("concord-bench-").FullName;
        try
        {
            await Programs.PublishAsync("src/Web", $"{folder}/site");
            foreach (var page in Measurement.Pages)
            {
                await CompareAsync(folder, published, page, seconds);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(string folder, string published, string page, int seconds)
    {
        using var now = Start($"{folder}/site", 5181, $"{folder}/data");
        using var earlier = Start(published, 5182, $"{folder}/earlier");
        string[] addresses = [$"http://127.0.0.1:5181{page}", $"http://127.0.0.1:5182{page}"];
        List<int> bytes = [];
        foreach (var address in addresses)
        {
            var recorded = await WebLoad.RecordAsync(new Uri(address));
            bytes.Add(recorded.Body.Length);
            // Tiered compilation goes on while the program runs; the steady state is measured.
            await WebLoad.MeasureAsync(address, recorded.Body.Length, 10 * seconds);
        }

        var rates = new[] { new List<double>(), new List<double>() };
        for (var round = 0; round < Measurement.Rounds; round++)
        {
            for (var version = 0; version < addresses.Length; version++)
            {
                rates[version].Add(await WebLoad.MeasureAsync(addresses[version], bytes[version], seconds));
            }
        }

        var (current, before) = (MedianOf(rates[0]), MedianOf(rates[1]));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{page}: {bytes[0]} bytes, {current:F0}/s; earlier {bytes[1]} bytes, {before:F0}/s; {current / before:F2} of the earlier version"
            )
        );
    }

    private static Server Start(string site, int port, string data) =>
        Server.Start("0", $"{site}/Concord.Web", $"--urls http://127.0.0.1:{port}", ("Concord__DataDirectory", data));

    private static double MedianOf(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);
}
