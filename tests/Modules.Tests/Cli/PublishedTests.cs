using System.Diagnostics;
using Concord.Foundation.Storage;
using Concord.TestKit;

namespace Concord.Modules.Tests.Cli;

/// <summary>Both programs as the container and the service unit run them: published, outside of the source tree.</summary>
public sealed class PublishedTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Published_programs_run_outside_the_source_tree()
    {
        await PublishAsync("src/Web", folder.Path);
        await PublishAsync("src/Cli", Path.Combine(folder.Path, "cli"));
        var settings = (IEnumerable<(string, string)>)[("Concord__DataDirectory", Path.Combine(folder.Path, "data"))];

        await using var site = new ProgramRun(Path.Combine(folder.Path, "Concord.Web"), settings, "--urls", "http://127.0.0.1:0");
        await site.WaitForAsync("Concord is at");
        await using var command = new ProgramRun(Path.Combine(folder.Path, "cli", "concord"), settings, "verify");

        (await command.EndAsync()).ShouldBe(0, command.Errors);
        site.Output.ShouldContain("added");
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Published for this test run by the commands in <c>deploy/</c>.</summary>
    private static async Task PublishAsync(string project, string target)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo("dotnet", ["publish", "--no-restore", "-c", configuration, "-v", "q", "-o", target])
        {
            WorkingDirectory = Path.Combine(HomeDirectory.Path, project),
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, said);
    }
}
