using System.Diagnostics;
using System.Text.Json;

namespace Concord.Architecture.Tests;

/// <summary>The scripts of the workspace: their types, their own tests, and the licences of what they bundle.</summary>
public sealed class ScriptTests
{
    private const string Newsroom = "src/Modules/Newsroom/Script";
    private const string Media = "src/Modules/Media/Script";

    /// <summary>Packages that build and check, and of which nothing is delivered.</summary>
    private static readonly string[] Tools =
    [
        "esbuild",
        "@esbuild/",
        "@types/",
        "typescript",
        "undici-types",
        // What tus-js-client takes for Node alone.
        "buffer-from",
        "combine-errors",
        "custom-error-instance",
        "graceful-fs",
        "is-stream",
        "lodash.",
        "proper-lockfile",
        "retry",
        "signal-exit",
    ];

    [Theory]
    [InlineData(Newsroom, "check")]
    [InlineData(Newsroom, "test")]
    [InlineData(Media, "check")]
    public async Task The_scripts_pass(string folder, string script)
    {
        var run = new ProcessStartInfo("npm", ["run", "-s", script])
        {
            UseShellExecute = false,
            WorkingDirectory = Path.Combine(SourceTree.Root, folder),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(run)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, output + await errors);
    }

    [Theory]
    [InlineData(Newsroom, 15)]
    [InlineData(Media, 4)]
    public void Every_bundled_package_is_in_the_notice(string folder, int least)
    {
        var notice = File.ReadAllText(Path.Combine(SourceTree.Root, "NOTICE"));
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, folder, "package-lock.json")));
        var packages = file
            .RootElement.GetProperty("packages")
            .EnumerateObject()
            .Where(package => package.Name.Length > 0)
            .ToList();
        var bundled = packages
            .Select(package => package.Name["node_modules/".Length..])
            .Where(name => !Array.Exists(Tools, tool => name.StartsWith(tool, StringComparison.Ordinal)))
            .ToList();
        bundled.Count.ShouldBeGreaterThan(least);
        bundled.Where(name => !notice.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Newsroom, "editor.js", 200)]
    [InlineData(Media, "pictures.js", 30)]
    public void A_bundle_is_light(string folder, string file, int kilobytes)
    {
        var bundle = new FileInfo(Path.Combine(SourceTree.Root, folder, "../Bundle", file));
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

        packed.Length.ShouldBeLessThan(kilobytes * 1024);
    }
}
