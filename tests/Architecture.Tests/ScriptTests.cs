using System.Diagnostics;
using System.Text.Json;

namespace Concord.Architecture.Tests;

/// <summary>The scripts of the workspace: their types, their own tests, and the licences of what they bundle.</summary>
public sealed class ScriptTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "src/Modules/Newsroom/Script");

    /// <summary>Packages that build and check, and of which nothing is delivered.</summary>
    private static readonly string[] Tools = ["esbuild", "@esbuild/", "@types/", "typescript", "undici-types"];

    [Theory]
    [InlineData("check")]
    [InlineData("test")]
    public async Task The_scripts_pass(string script)
    {
        var run = new ProcessStartInfo("npm", ["run", "-s", script])
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(run)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, output + await errors);
    }

    [Fact]
    public void Every_bundled_package_is_in_the_notice()
    {
        var notice = File.ReadAllText(Path.Combine(SourceTree.Root, "NOTICE"));
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "package-lock.json")));
        var packages = file
            .RootElement.GetProperty("packages")
            .EnumerateObject()
            .Where(package => package.Name.Length > 0)
            .ToList();
        var bundled = packages
            .Select(package => package.Name["node_modules/".Length..])
            .Where(name => !Array.Exists(Tools, tool => name.StartsWith(tool, StringComparison.Ordinal)))
            .ToList();
        bundled.Count.ShouldBeGreaterThan(15);
        bundled.Where(name => !notice.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_editor_is_light()
    {
        var bundle = new FileInfo(Path.Combine(Folder, "../Bundle/editor.js"));
        using var packed = new MemoryStream();
        using (
            var brotli = new System.IO.Compression.BrotliStream(
                packed,
                System.IO.Compression.CompressionLevel.SmallestSize,
                leaveOpen: true
            )
        )
        {
            brotli.Write(File.ReadAllBytes(bundle.FullName));
        }

        packed.Length.ShouldBeLessThan(200 * 1024);
    }
}
