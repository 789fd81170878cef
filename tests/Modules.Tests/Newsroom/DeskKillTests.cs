using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>The server is killed many times while a person saves: what it acknowledged is there after its next start.</summary>
public sealed partial class DeskKillTests : IDisposable
{
    private const int Rounds = 5;
    private const int Seed = 20200323;
    private const string Path = "/desk/en/documents/one/en";

    private readonly SmallPack pack = new();
    private readonly TemporaryFolder folder = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Nothing_that_was_acknowledged_is_lost(Provider provider)
    {
        var settings = new StorageSettings(folder.Path, await Providers.ConnectionAsync(provider));
        var port = LocalServer.FreePort();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri($"http://localhost:{port}"),
        };
        var editor = new DeskVisitor(client);
        var random = new Random(Seed);
        var (saved, kept, number) = (new List<int>(), 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = Start(settings, port);
            await server.WaitForAsync("Concord is at");
            if (round == 0)
            {
                await server.WaitForAsync("editor@example.org joins");
                await server.WaitForAsync("clearer@example.org joins");
                await editor.JoinAsync(JoinLink().Match(server.Output).Groups["path"].Value);
            }

            if (kept > 0)
            {
                (await TypedAsync(editor)).ShouldBeGreaterThanOrEqualTo(kept);
            }

            // A slow machine saves as much as a quick one before it is killed.
            var hasSaved = new TaskCompletionSource();
            var killing = KillAsync(server, hasSaved.Task, random.Next(10, 1500));
            try
            {
                while (true)
                {
                    number++;
                    var (_, page) = await editor.OpenAsync(Path);
                    var form = page.QuerySelector("form.write")!;
                    var save = form.GetAttribute("action");
                    form.SetAttribute("action", $"{Path}?handler=Keep");
                    var (answer, _) = await editor.SubmitAsync(page, "form.write", ("Body", $"Text {number}."));
                    answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                    kept = number;
                    if (number % 3 == 0)
                    {
                        form.SetAttribute("action", save!);
                        (answer, _) = await editor.SubmitAsync(page, "form.write", ("Body", $"Text {number}."));
                        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
                        saved.Add(number);
                        hasSaved.TrySetResult();
                    }
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or SocketException or IOException)
            {
                await killing;
            }
        }

        saved.Count.ShouldBeGreaterThanOrEqualTo(Rounds);
        await using var last = Start(settings, port);
        await last.WaitForAsync("Concord is at");
        (await TypedAsync(editor)).ShouldBeGreaterThanOrEqualTo(kept);
        (await last.StopAsync()).ShouldBe(0, last.Errors);
        var bodies = await BodiesAsync(settings);
        saved.Select(text => string.Create(CultureInfo.InvariantCulture, $"Text {text}.")).ShouldBeSubsetOf(bodies);
    }

    public void Dispose()
    {
        folder.Dispose();
        pack.Dispose();
    }

    private ProgramRun Start(StorageSettings settings, int port) =>
        new(
            "Concord.Web",
            [
                .. ProgramRun.SettingsOf(settings),
                ("Concord__ContentDirectory", pack.Path),
                ("Concord__Desk__RequestsPerMinute", "100000"),
                ("Concord__DemoAccounts", "true"),
                ("Urls", $"http://localhost:{port}"),
            ]
        );

    private static async Task KillAsync(ProgramRun server, Task begin, int milliseconds)
    {
        await begin;
        await Task.Delay(milliseconds);
        await server.KillAsync();
    }

    /// <summary>The number in the text that the page shows.</summary>
    private static async Task<int> TypedAsync(DeskVisitor editor)
    {
        var (answer, page) = await editor.OpenAsync(Path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return int.Parse(page.QuerySelector("#body")!.TextContent.Trim()["Text ".Length..^1], CultureInfo.InvariantCulture);
    }

    /// <returns>Of all revisions; the record has been verified.</returns>
    private static async Task<List<string>> BodiesAsync(StorageSettings settings)
    {
        await using var database = await TestDatabase.OpenAsync(settings);
        await using var scope = database.Scope();
        var verifier = scope.ServiceProvider.GetRequiredService<RecordVerifier>();
        (await verifier.VerifyAsync([], progress: null, default)).IsGood.ShouldBeTrue();
        return await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<Revision>()
            .Select(revision => revision.Body)
            .ToListAsync();
    }

    [GeneratedRegex(@"editor@example\.org joins \S+ \S+ at http://[^/]+(?<path>/desk/\S+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex JoinLink();
}
