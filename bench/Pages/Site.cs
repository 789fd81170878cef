using System.Diagnostics;
using System.Net;

namespace Concord.Bench.Pages;

/// <summary>A site under measurement; its clock runs from the last start.</summary>
/// <param name="connection">Of a PostgreSQL database; null for SQLite in the data directory.</param>
internal sealed class Site(string programs, string data, int port, string? connection = null) : IDisposable
{
    private readonly (string Key, string Value)[] storage =
    [
        ("Concord__DataDirectory", data),
        ("ConnectionStrings__Concord", connection ?? ""),
    ];
    private readonly HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

    public int Port => port;

    public Stopwatch Clock { get; } = new();

    public Server Start(params (string Key, string Value)[] settings)
    {
        Clock.Restart();
        return Server.Start("0-1", $"{programs}/Concord.Web", $"--urls http://127.0.0.1:{port}", [.. storage, .. settings]);
    }

    public void Dispose() => client.Dispose();

    public Task<string> CommandAsync(string arguments, params (string Key, string Value)[] settings) =>
        Programs.RunAsync($"{programs}/cli/concord", arguments, [.. storage, .. settings]);

    public Task<string> SeedAsync(string arguments) => Programs.RunAsync($"{programs}/seed/Concord.Seed", arguments, storage);

    /// <summary>Requests a page until it is as expected.</summary>
    public async Task UntilAsync(string path, Func<string, bool> isThere)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                if (answer.IsSuccessStatusCode && isThere(await answer.Content.ReadAsStringAsync()))
                {
                    return;
                }
            }
            catch (HttpRequestException) when (patience.Elapsed < TimeSpan.FromMinutes(15))
            {
                // It does not listen yet.
            }

            if (patience.Elapsed > TimeSpan.FromMinutes(15))
            {
                throw new InvalidOperationException($"{path} was never answered as wanted.");
            }

            await Task.Delay(10);
        }
    }

    /// <returns>The page, or the second one where there are not so many.</returns>
    public async Task<string> LastPageAsync(string page)
    {
        using var answer = await client.GetAsync(new Uri(page, UriKind.Relative));
        return answer.StatusCode is HttpStatusCode.OK ? page : page.Replace("500", "2", StringComparison.Ordinal);
    }
}
