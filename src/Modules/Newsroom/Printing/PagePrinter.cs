using System.Diagnostics;
using Concord.Foundation;

namespace Concord.Newsroom.Printing;

/// <summary>
/// Prints a page of this site to PDF with Chromium, which shapes and tags the text as the page has it. The program
/// reaches no address but that of the page.
/// </summary>
internal sealed class PagePrinter(PrintingOptions options)
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(60);

    private readonly string? program = InstalledProgram.Find(options.Chromium);

    /// <summary>False where the program is not on this machine.</summary>
    public bool IsInstalled => program is not null;

    /// <returns>Null where it could not be printed.</returns>
    public async Task<byte[]?> PrintAsync(Uri page, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("concord-print-").FullName;
        try
        {
            var file = Path.Combine(folder, "page.pdf");
            using var process = Start(page, folder, file);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(MaxTime);
            try
            {
                await process.WaitForExitAsync(deadline.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return null;
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }

            return process.ExitCode == 0 && File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellation) : null;
        }
        finally
        {
            await DeleteAsync(folder);
        }
    }

    private Process Start(Uri page, string folder, string file)
    {
        string[] arguments =
        [
            "--headless",
            // A program of the superuser has no sandbox.
            .. Environment.IsPrivilegedProcess ? new[] { "--no-sandbox" } : [],
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            $"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {page.Host}",
            $"--user-data-dir={Path.Combine(folder, "profile")}",
            "--no-pdf-header-footer",
            $"--print-to-pdf={file}",
            page.AbsoluteUri,
        ];
        var start = new ProcessStartInfo(program!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        // Settings of the site hold passwords.
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = folder;
        var process = Process.Start(start)!;
        // Nobody reads its messages, but a full pipe would stop it.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Its helpers may still write for a moment.</summary>
    private static async Task DeleteAsync(string folder)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (attempt < 10)
            {
                await Task.Delay(200);
            }
        }
    }
}
