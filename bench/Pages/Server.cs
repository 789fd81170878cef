using System.Diagnostics;

namespace Concord.Bench.Pages;

/// <summary>A server process under measurement, bound to its cores and ended with this process.</summary>
internal sealed class Server : IDisposable
{
    private readonly Process process;

    private Server(Process process) => this.process = process;

    /// <summary>Processor time on all cores so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The largest memory so far, in bytes.</summary>
    public long PeakMemory => Programs.PeakMemory(process.Id);

    public static Server Start(string cores, string program, string arguments, params (string Key, string Value)[] environment)
    {
        var start = new ProcessStartInfo("taskset", $"-c {cores} {program} {arguments}")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        // A browser that prints statements would take time from what is measured.
        start.Environment["Concord__Printing__Enabled"] = "false";
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return new Server(process);
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }
}
