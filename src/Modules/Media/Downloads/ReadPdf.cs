using System.Diagnostics;
using System.Text.Json;
using Concord.PdfReader;

namespace Concord.Media.Downloads;

/// <summary>
/// Reads a PDF in a process of its own, whose time and memory are bounded and which knows nothing of the site. Trust boundary:
/// a hostile file takes down that process and nothing else.
/// </summary>
internal static class ReadPdf
{
    private const int MaxAnswer = 16 << 20;

    /// <summary>Bytes of objects; more ends the process.</summary>
    private const string MaxMemory = "0x20000000";

    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(60);

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Concord.PdfReader.dll");

    public static async Task<PdfContents> RunAsync(byte[] content, CancellationToken cancellation)
    {
        if (content.Length > PdfLimits.MaxBytes)
        {
            return new PdfContents { Fault = PdfFault.TooDemanding };
        }

        using var process = Start();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(MaxTime);
        try
        {
            var writing = WriteAsync(process, content, deadline.Token);
            var answer = await ReadAsync(process.StandardOutput.BaseStream, deadline.Token);
            await writing;
            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode == 0 && answer is not null
                ? JsonSerializer.Deserialize<PdfContents>(answer)!
                : new PdfContents { Fault = PdfFault.TooDemanding };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PdfContents { Fault = PdfFault.TooDemanding };
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    internal static Process Start()
    {
        var start = new ProcessStartInfo(DotnetHost.Path, [Program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        // Settings of the site hold passwords.
        start.Environment.Clear();
        start.Environment["DOTNET_GCHeapHardLimit"] = MaxMemory;
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        var process = Process.Start(start)!;
        // Nobody reads what a crash prints, but a full pipe would stop the process.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task WriteAsync(Process process, byte[] content, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(content, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process ended before it had read all: its exit code says so.
        }
    }

    /// <returns>Null where the answer is longer than any that the program gives.</returns>
    private static async Task<byte[]?> ReadAsync(Stream output, CancellationToken cancellation)
    {
        using var answer = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await output.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            answer.Write(buffer, 0, read);
            if (answer.Length > MaxAnswer)
            {
                return null;
            }
        }

        return answer.ToArray();
    }
}
