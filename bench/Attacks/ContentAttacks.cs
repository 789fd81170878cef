using System.Diagnostics;

namespace Concord.Bench.Attacks;

/// <summary>Hostile content packs, and files that others could read.</summary>
internal static class ContentAttacks
{
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    public static async Task RunAsync(Report report)
    {
        foreach (
            var (name, body) in (IEnumerable<(string, string)>)
                [
                    ("2,000 [", new string('[', 2_000)),
                    ("2,000 >", new string('>', 2_000)),
                    ("200 KB of [a](", string.Concat(Enumerable.Repeat("[a](", 50_000))),
                    ("1 MB of |", new string('|', 1_000_000)),
                    ("200 KB of *a **b", string.Concat(Enumerable.Repeat("*a **b ", 28_000))),
                ]
        )
        {
            using var site = new Installation();
            site.Document("bomb", body);
            var (code, _, errors, seconds) = await site.CommandAsync("import", "content", site.Pack);
            report.Add(
                $"One document breaks the site: {name}",
                code == 1 && errors.Contains("documents/bomb/en.md:", StringComparison.Ordinal),
                $"import refused in {seconds:F1} s with file and line"
            );
        }

        await EscapesAsync(report);
        await ModesAsync(report);
    }

    private static async Task EscapesAsync(Report report)
    {
        using var site = new Installation();
        site.Write("secret", "---\ntitle: Secret\nsummary: Secret.\n---\n\nSecret.\n");
        site.Document("linked", "Text.");
        var file = Path.Combine(site.Pack, "documents/linked/en.md");
        File.Delete(file);
        File.CreateSymbolicLink(file, site.PathOf("secret"));
        var link = await site.CommandAsync("import", "content", site.Pack);
        File.Delete(file);
        using (var make = Process.Start("mkfifo", [file]))
        {
            await make.WaitForExitAsync();
        }

        var pipe = await site.CommandAsync("import", "content", site.Pack);
        report.Add(
            "A pack reads files of others, or hangs",
            link.Code == 1 && pipe.Code == 1,
            $"a symbolic link and a pipe refused, in {link.Seconds:F1} s and {pipe.Seconds:F1} s"
        );
    }

    private static async Task ModesAsync(Report report)
    {
        using var site = new Installation();
        await using (var running = site.Start())
        {
            await running.WaitForAsync("Concord is at");
            await running.StopAsync();
        }

        await site.CommandAsync("backup", site.PathOf("site.backup"));
        var files = Directory
            .GetFileSystemEntries(site.Data, "*", SearchOption.AllDirectories)
            .Append(site.Data)
            .Append(site.PathOf("site.backup"))
            .ToList();
#pragma warning disable CA1416 // The attacks run on Linux.
        var open = files.Count(path => (File.GetUnixFileMode(path) & OfOthers) != UnixFileMode.None);
#pragma warning restore CA1416
        report.Add("Another account reads keys and drafts", open == 0, $"{open} of {files.Count} files readable by others");
    }
}
