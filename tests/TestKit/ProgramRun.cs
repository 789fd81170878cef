using System.Diagnostics;
using System.Text;

namespace Concord.TestKit;

/// <summary>One of our programs, started as an operator starts it.</summary>
public sealed class ProgramRun : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    /// <param name="program">Name of the assembly: <c>concord</c>, <c>Concord.Web</c>.</param>
    /// <param name="settings">Environment variables.</param>
    public ProgramRun(string program, IEnumerable<(string Name, string Value)> settings, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, $"{program}.dll")))
        {
            start.ArgumentList.Add(argument);
        }

        // A site of a test lives for seconds: code is not measured for optimization.
        start.Environment["DOTNET_TieredPGO"] = "0";
        // Documents of tests have dates of their own, so a program stands on the present day unless a test says otherwise.
        start.Environment["Concord__SiteDate"] = "";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(output, line.Data);
        process.ErrorDataReceived += (_, line) => Add(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The most memory that the process had at once, in bytes; of a running process.</summary>
    public long PeakMemory => MemoryOf("VmHWM:");

    /// <summary>The memory that the process has now, in bytes.</summary>
    public long Memory => MemoryOf("VmRSS:");

    public string Output => Text(output);

    public string Errors => Text(errors);

    /// <summary>Settings that point a program at a database.</summary>
    public static (string, string)[] SettingsOf(Concord.Foundation.Storage.StorageSettings storage) =>
        [("Concord__DataDirectory", storage.DataDirectory), ("ConnectionStrings__Concord", storage.ConnectionString ?? "")];

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(4));
        await process.WaitForExitAsync(patience.Token);
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Waits until a line of the output contains <paramref name="text"/>, and returns the line.</summary>
    public async Task<string> WaitForAsync(string text)
    {
        for (var attempt = 0; attempt < 2400; attempt++)
        {
            // Before the output is searched: a program that has ended has written its last line.
            var hasExited = process.HasExited;
            if (hasExited)
            {
                process.WaitForExit();
            }

            if (Output.Split('\n').FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
            {
                return line;
            }

            if (hasExited)
            {
                break;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"“{text}” was never written. Output: {Output} Errors: {Errors}");
    }

    /// <summary>Asks the program to stop, as a service manager does.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        return await EndAsync();
    }

    /// <summary>Kills the program, as a power failure would.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
        process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static void Add(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private long MemoryOf(string line) =>
        1024
        * long.Parse(
            File.ReadLines($"/proc/{process.Id}/status")
                .First(text => text.StartsWith(line, StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
            System.Globalization.CultureInfo.InvariantCulture
        );
}
