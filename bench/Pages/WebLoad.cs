using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Concord.Bench.Pages;

/// <summary>One page requested again and again by wrk, on the second core.</summary>
internal static partial class WebLoad
{
    /// <summary>Waits until the address responds, and records the response as received.</summary>
    public static async Task<Recorded> RecordAsync(Uri address)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        for (var left = 100; ; left--)
        {
            try
            {
                using var answer = await client.GetAsync(address);
                answer.EnsureSuccessStatusCode();
                var headers = answer
                    .Headers.Concat(answer.Content.Headers)
                    .Where(header => header.Key is not ("Date" or "Transfer-Encoding" or "Content-Length" or "Connection"))
                    .ToDictionary(header => header.Key, header => string.Join(", ", header.Value));
                return new Recorded(headers, await answer.Content.ReadAsByteArrayAsync());
            }
            catch (HttpRequestException) when (left > 0)
            {
                await Task.Delay(200);
            }
        }
    }

    /// <returns>Responses per second.</returns>
    public static async Task<double> MeasureAsync(string address, int bytes, int seconds)
    {
        // wrk ignores a header without the space, and does not report it.
        var output = await Programs.RunAsync("taskset", $"-c 1 wrk -t1 -c32 -d{seconds}s -H \"Accept-Encoding: br\" {address}");
        var (answers, read) = (Number(AnswersLine(), output), Number(ReadLine(), output));
        // Headers are added; a much larger or smaller response is not the one to be compared.
        return output.Contains("Non-2xx", StringComparison.Ordinal) || read / answers - bytes is < 0 or > 2000
            ? throw new InvalidOperationException($"{address} did not give the recorded answer.\n{output}")
            : Number(RateLine(), output);
    }

    private static double Number(Regex line, string output)
    {
        var match = line.Match(output);
        var unit = match.Groups["unit"].Value is { Length: > 0 } letter
            ? Math.Pow(1024, 1 + "KMG".IndexOf(letter, StringComparison.Ordinal))
            : 1;
        return unit * double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?<number>\d+) requests in", RegexOptions.None, 10_000)]
    private static partial Regex AnswersLine();

    [GeneratedRegex(@", (?<number>[\d.]+)(?<unit>[KMG]?)B read", RegexOptions.None, 10_000)]
    private static partial Regex ReadLine();

    [GeneratedRegex(@"Requests/sec:\s+(?<number>[\d.]+)", RegexOptions.None, 10_000)]
    private static partial Regex RateLine();
}
