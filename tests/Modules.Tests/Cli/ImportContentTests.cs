using Concord.TestKit;

namespace Concord.Modules.Tests.Cli;

public sealed class ImportContentTests : IDisposable
{
    private readonly SmallPack pack = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_pack_is_loaded_once(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);

        (await ImportAsync(database, pack.Path, "--dry-run")).ShouldBe(
            (0, "4 added, 0 changed, 0 as they were. This was a dry run: nothing was changed.", "")
        );
        (await ImportAsync(database, pack.Path)).ShouldBe((0, "4 added, 0 changed, 0 as they were.", ""));
        (await ImportAsync(database, pack.Path)).ShouldBe((0, "0 added, 0 changed, 4 as they were.", ""));
    }

    [Fact]
    public async Task Every_mistake_is_named_and_nothing_is_loaded()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        pack.Write("documents/one/en.md", "no front matter");
        pack.Document("three", "kind: story", "Three", "Body.");

        var (code, output, errors) = await ImportAsync(database, pack.Path);

        code.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldContain("documents/one/en.md:1: the file must begin with front matter");
        errors.ShouldContain("documents/three/document.yaml:1: “date” is missing");
        errors.ShouldEndWith("Nothing was loaded.");
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Two_programs_that_write_at_once_never_fork_the_chain(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        using var other = new SmallPack();
        other.Write("members.yaml", "members: []");
        other.Document("one", "kind: story\ndate: 2020-10-01", "Other", "Body.");
        for (var number = 0; number < 40; number++)
        {
            pack.Document($"mine-{number}", "kind: story\ndate: 2020-10-01", $"Mine {number}", "Body.");
            other.Document($"theirs-{number}", "kind: story\ndate: 2020-10-01", $"Theirs {number}", "Body.");
        }

        var runs = await Task.WhenAll(ImportAsync(database, pack.Path), ImportAsync(database, other.Path));
        await using var verify = new ProgramRun("concord", ProgramRun.SettingsOf(database.Settings), "verify");

        (await verify.EndAsync()).ShouldBe(0, verify.Errors);
        runs.ShouldAllBe(run => run.Code == 0);
        verify.Output.ShouldStartWith("The journal holds: ");
    }

    public void Dispose() => pack.Dispose();

    private static async Task<(int Code, string Output, string Errors)> ImportAsync(
        TestDatabase database,
        string folder,
        params string[] options
    )
    {
        await using var run = new ProgramRun(
            "concord",
            ProgramRun.SettingsOf(database.Settings),
            ["import", "content", folder, .. options]
        );
        var code = await run.EndAsync();
        return (code, run.Output.Trim(), run.Errors.Trim());
    }
}
