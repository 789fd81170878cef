using System.Net;
using Concord.Foundation.Storage;
using Concord.TestKit;

namespace Concord.Modules.Tests.Web;

public sealed class StartTests
{
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_site_sets_itself_up_prints_its_address_and_shuts_down(Provider provider)
    {
        using var folder = new TemporaryFolder();
        var connection = provider == Provider.Postgres ? await DatabaseAsync() : null;
        using var pack = new SmallPack();
        (string, string)[] settings =
        [
            .. ProgramRun.SettingsOf(new StorageSettings(folder.Path, connection)),
            // On SQLite with the demonstration content, as on a fresh clone.
            .. provider == Provider.Sqlite ? [] : ((string, string)[])[("Concord__ContentDirectory", pack.Path)],
        ];

        await using (var first = new ProgramRun("Concord.Web", settings, "--urls", "http://127.0.0.1:0"))
        {
            await AnswersAsync(first);
            first.Output.ShouldStartWith("The database was brought up to date");
            first.Output.ShouldMatch("Content imported: [1-9][0-9]* added");
            (await first.StopAsync()).ShouldBe(0);
        }

        await using var second = new ProgramRun("Concord.Web", settings, "--urls", "http://127.0.0.1:0");
        await AnswersAsync(second);
        second.Output.ShouldNotContain("added");
        (await second.StopAsync()).ShouldBe(0);
        File.Exists(Path.Combine(folder.Path, "concord.db")).ShouldBe(provider == Provider.Sqlite);
        // The site's account alone may read what it stores.
        var files = Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Append(folder.Path).ToList();
        files.Count.ShouldBeGreaterThan(3);
        files.Where(file => (File.GetUnixFileMode(file) & OfOthers) != UnixFileMode.None).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "", true)]
    [InlineData("http://0.0.0.0:0", "https://coalition.example", false)]
    [InlineData("http://127.0.0.1:0", "", false)]
    public async Task A_site_open_to_others_warns_without_a_public_address(string urls, string address, bool warns)
    {
        using var folder = new TemporaryFolder();
        using var pack = new SmallPack();

        await using var run = new ProgramRun(
            "Concord.Web",
            [
                .. ProgramRun.SettingsOf(new StorageSettings(folder.Path, null)),
                ("Concord__ContentDirectory", pack.Path),
                ("Concord__PublicAddress", address),
            ],
            "--urls",
            urls
        );
        await run.WaitForAsync("Concord is at ");
        await run.StopAsync();

        run.Output.Contains("Set Concord__PublicAddress", StringComparison.Ordinal).ShouldBe(warns);
    }

    [Fact]
    public async Task A_broken_content_folder_is_reported_and_the_site_keeps_running()
    {
        using var folder = new TemporaryFolder();
        using var pack = new SmallPack();
        pack.Write("documents/one/en.md", "no front matter");
        (string, string)[] settings =
        [
            .. ProgramRun.SettingsOf(new StorageSettings(folder.Path, null)),
            ("Concord__ContentDirectory", pack.Path),
        ];

        await using var run = new ProgramRun("Concord.Web", settings, "--urls", "http://127.0.0.1:0");

        await AnswersAsync(run);
        run.Errors.ShouldContain($"{pack.Path}/documents/one/en.md:1: the file must begin with front matter");
        run.Errors.ShouldContain("Nothing was imported from the content folder");
    }

    [Fact]
    public async Task An_address_in_use_is_reported_with_the_fix()
    {
        using var folder = new TemporaryFolder();
        using var pack = new SmallPack();
        using var taken = new TestSite();

        await using var run = new ProgramRun(
            "Concord.Web",
            [.. ProgramRun.SettingsOf(new StorageSettings(folder.Path, null)), ("Concord__ContentDirectory", pack.Path)],
            "--urls",
            taken.Address.ToString()
        );

        (await run.EndAsync()).ShouldBe(1);
        run.Errors.Trim()
            .ShouldBe(
                $"Failed to bind to address {taken.Address.ToString().TrimEnd('/')}: address already in use. "
                    + "Stop the program that uses it, or choose another address: --urls http://localhost:5081"
            );
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_is_reported_with_the_fix()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "");
        var path = Path.Combine(folder.Path, "file");

        await using var run = new ProgramRun("Concord.Web", [("Concord__DataDirectory", path)], "--urls", "http://127.0.0.1:0");

        (await run.EndAsync()).ShouldBe(1);
        run.Errors.ShouldContain($"The data directory {path} cannot be used: ");
        run.Errors.ShouldContain("set Concord__DataDirectory to another folder");
    }

    [Fact]
    public async Task A_database_that_does_not_answer_at_start_is_reported_with_the_fix()
    {
        using var folder = new TemporaryFolder();

        await using var run = new ProgramRun(
            "Concord.Web",
            ProgramRun.SettingsOf(new StorageSettings(folder.Path, "Host=127.0.0.1;Port=1;Username=x;Database=y")),
            "--urls",
            "http://127.0.0.1:0"
        );

        (await run.EndAsync()).ShouldBe(1);
        run.Errors.ShouldContain("The database cannot be used: Failed to connect to 127.0.0.1:1");
    }

    [Theory]
    [InlineData("Concord__PublicAddress", "coalition.example", "PublicAddress must be an address")]
    [InlineData("Concord__StopSeconds", "soon", "at 'Concord:StopSeconds'")]
    [InlineData("Concord__Proxies__Addresses__0", "10.0.0.0/33", "Concord:Proxies:Addresses has “10.0.0.0/33”")]
    [InlineData("Concord__Limits__UncachedPerMinute", "0", "UncachedPerMinute must be between 10 and 10000000")]
    [InlineData("Concord__KeyProtection__Certificate", "/nowhere.p12", "/nowhere.p12 cannot be read")]
    [InlineData("Concord__Desk__RequestsPerMinute", "1", "RequestsPerMinute must be between 10 and 100000")]
    [InlineData("ConnectionStrings__Concord", "nonsense", "ConnectionStrings__Concord cannot be used")]
    public async Task An_invalid_setting_is_reported_and_stops_the_start(string setting, string value, string message)
    {
        using var folder = new TemporaryFolder();

        await using var run = new ProgramRun(
            "Concord.Web",
            [
                .. ProgramRun.SettingsOf(new StorageSettings(folder.Path, null)).Where(pair => pair.Item1 != setting),
                (setting, value),
            ],
            "--urls",
            "http://127.0.0.1:0"
        );

        (await run.EndAsync()).ShouldBe(1);
        run.Errors.ShouldContain(message);
        run.Errors.ShouldNotContain("   at ");
    }

    private static async Task AnswersAsync(ProgramRun run)
    {
        var address = (await run.WaitForAsync("Concord is at "))["Concord is at ".Length..].Trim();
        using var client = new HttpClient();
        (await client.GetAsync(new Uri($"{address}/ar"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<string> DatabaseAsync()
    {
        var server = await PostgresServer.GetAsync();
        Assert.SkipWhen(server is null, "PostgreSQL is not installed here.");
        return await server!.CreateDatabaseAsync();
    }
}
