using System.Globalization;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Microsoft.Data.Sqlite;

namespace Concord.Modules.Tests.Foundation;

public sealed class PrivateFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string FilePath => Path.Combine(folder.Path, "concord.db");

    [Fact]
    public void Files_and_folders_are_taken_from_everybody_else()
    {
        folder.Write("concord.db", "x");
        File.SetUnixFileMode(FilePath, (UnixFileMode)0b110_110_100);
        File.SetUnixFileMode(folder.Path, (UnixFileMode)0b111_101_101);

        PrivateFiles.RestrictFile(FilePath);
        PrivateFiles.RestrictFile(FilePath + "-new");
        PrivateFiles.RestrictFolder(folder.Path);

        File.ReadAllText(FilePath).ShouldBe("x");
        File.GetUnixFileMode(FilePath).ShouldBe((UnixFileMode)0b110_000_000);
        File.GetUnixFileMode(FilePath + "-new").ShouldBe((UnixFileMode)0b110_000_000);
        File.GetUnixFileMode(folder.Path).ShouldBe((UnixFileMode)0b111_000_000);
    }

    /// <summary>Closing any descriptor of a file drops all locks that the process holds on it.</summary>
    [Fact]
    public async Task The_locks_of_an_open_database_are_kept()
    {
        await using var connection = new SqliteConnection($"Data Source={FilePath};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN EXCLUSIVE";
        await begin.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var before = LocksOnFile();

        PrivateFiles.RestrictFile(FilePath);

        before.ShouldBeGreaterThan(0);
        LocksOnFile().ShouldBe(before);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>POSIX locks of this process on the file, as the kernel lists them.</summary>
    private int LocksOnFile()
    {
        using var stat = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%i", FilePath])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var inode = stat.StandardOutput.ReadToEnd().Trim();
        var process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return File.ReadLines("/proc/locks")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(parts =>
                parts[1] == "POSIX" && parts[4] == process && parts[5].EndsWith($":{inode}", StringComparison.Ordinal)
            );
    }
}
