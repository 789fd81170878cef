using Concord.Foundation.Storage;
using Concord.TestKit;

namespace Concord.Modules.Tests.Cli;

/// <summary>The command <c>concord xliff check</c>.</summary>
public sealed class XliffCommandsTests
{
    private const string Good = """
        <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="ar">
        <file id="f"><unit id="u"><segment><source>a</source><target>b</target></segment></unit></file>
        </xliff>
        """;

    [Fact]
    public async Task A_valid_file_is_accepted_and_described()
    {
        using var folder = new TemporaryFolder();
        var run = await RunAsync(folder, ("good.xlf", Good));
        run.Code.ShouldBe(0, run.Errors);
        run.Output.ShouldContain("good.xlf: valid XLIFF 2.1, en to ar, 1 units");
    }

    [Fact]
    public async Task An_invalid_file_among_valid_ones_is_named_with_line_and_reason()
    {
        using var folder = new TemporaryFolder();
        var run = await RunAsync(folder, ("good.xlf", Good), ("bad.xlf", Good.Replace("id=\"u\"", "", StringComparison.Ordinal)));
        run.Code.ShouldBe(1);
        run.Output.ShouldContain("good.xlf: valid");
        run.Errors.ShouldContain("bad.xlf:2:");
        run.Errors.ShouldContain("<unit> needs the attribute id.");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_to_be_unreadable()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandLine.RunAsync(
            new StorageSettings(folder.Path, null),
            ["xliff", "check", Path.Combine(folder.Path, "none.xlf")]
        );
        run.Code.ShouldBe(2);
        run.Errors.ShouldContain("cannot be read");
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(
        TemporaryFolder folder,
        params (string Name, string Text)[] files
    )
    {
        foreach (var (name, text) in files)
        {
            folder.Write(name, text);
        }

        return await CommandLine.RunAsync(
            new StorageSettings(folder.Path, null),
            ["xliff", "check", .. files.Select(file => Path.Combine(folder.Path, file.Name))]
        );
    }
}
