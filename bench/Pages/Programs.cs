using System.Diagnostics;
using System.Globalization;
using Concord.Foundation.Storage;
using Concord.TestKit;

namespace Concord.Bench.Pages;

/// <summary>Runs the programs that a measurement needs.</summary>
internal static class Programs
{
    /// <summary>Publishes one of our programs as an operator would.</summary>
    public static async Task PublishAsync(string project, string target)
    {
        Console.WriteLine($"publishing {project} …");
        await RunAsync("dotnet", $"publish {HomeDirectory.Path}/{project} -c Release -v q -o {target}");
    }

    /// <summary>A PostgreSQL server that waits for the disk, as an operator's does; it ends with this process.</summary>
    public static async Task<PostgresServer> PostgresAsync() =>
        await PostgresServer.StartAsync(isDurable: true)
        ?? throw new InvalidOperationException("PostgreSQL is not installed here.");

    /// <returns>Its output.</returns>
    /// <exception cref="InvalidOperationException">It failed; the message has its output.</exception>
    public static async Task<string> RunAsync(string program, string arguments, params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {arguments}\n{output}");
    }

    /// <summary>What the kernel calls the high water mark of resident memory.</summary>
    /// <returns>Bytes; 0 where the process has ended.</returns>
    public static long PeakMemory(int process)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status")
                .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Select(line =>
                    long.Parse(line["VmHWM:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture)
                    * 1024
                )
                .FirstOrDefault();
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
