using Concord.TestKit;

namespace Concord.Modules.Tests.Cli;

public sealed class ImportContentTests : IDisposable
{
    private readonly SmallPack pack = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_pack_is_imported_once(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);

        (await ImportAsync(database, pack.Path, "--dry-run")).ShouldBe(
            (0, "4 added, 0 changed, 0 unchanged. This was a dry run: nothing was changed.", "")
        );
        (await ImportAsync(database, pack.Path)).ShouldBe((0, "4 added, 0 changed, 0 unchanged.", ""));
        (await ImportAsync(database, pack.Path)).ShouldBe((0, "0 added, 0 changed, 4 unchanged.", ""));
    }

    [Fact]
    public async Task Every_mistake_is_reported_and_nothing_is_imported()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        pack.Write("documents/one/en.md", "no front matter");
        pack.Document("three", "kind: story", "Three", "Body.");

        var (code, output, errors) = await ImportAsync(database, pack.Path);

        code.ShouldBe(1);
        output.ShouldBeEmpty();
        errors.ShouldContain("documents/one/en.md:1: the file must begin with front matter");
        errors.ShouldContain("documents/three/document.yaml:1: “date” is missing");
        errors.ShouldEndWith("Nothing was imported.");
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
        var verify = await CommandLine.RunAsync(database.Settings, "verify");

        verify.Code.ShouldBe(0, verify.Errors);
        runs.ShouldAllBe(run => run.Output.Contains(" added, ", StringComparison.Ordinal));
        verify.Output.ShouldStartWith("Verified: ");
    }

    [Fact]
    public async Task An_edited_text_is_reported_as_a_conflict_unless_overwriting()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await ImportAsync(database, pack.Path);
        var draft = await CommandLine.RunAsync(
            database.Settings,
            ["document", "draft", "two", "--language", "en", "--title", "Edited", "--body", "-"]
        );
        draft.Code.ShouldBe(0, draft.Errors);

        pack.Document("two", "kind: statement\nspeaker: all-members\ndate: 2020-10-02", "From the pack", "Another body.");
        var (code, _, errors) = await ImportAsync(database, pack.Path);

        code.ShouldBe(1);
        errors.ShouldStartWith("documents/two/en.md: document:two (en) was changed on the site since the last import");
        (await ImportAsync(database, pack.Path, "--overwrite")).Code.ShouldBe(0);
    }

    public void Dispose() => pack.Dispose();

    private static Task<(int Code, string Output, string Errors)> ImportAsync(
        TestDatabase database,
        string folder,
        params string[] options
    ) => CommandLine.RunAsync(database.Settings, ["import", "content", folder, .. options]);
}
