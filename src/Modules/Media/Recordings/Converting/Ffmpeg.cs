using System.Diagnostics;
using System.Globalization;
using System.Text;
using Concord.Foundation;

namespace Concord.Media.Recordings.Converting;

/// <summary>
/// Runs ffmpeg and ffprobe. Trust boundary: the files are untrusted and the programs are large, so they run with the codecs
/// that are needed, without the environment of the site, with bounded memory and time, and open no address.
/// </summary>
internal sealed class Ffmpeg(RecordingOptions options)
{
    private const int MaxAnswer = 4 << 20;

    /// <summary>How long it may work without getting on.</summary>
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(3);

    /// <summary>Decoders that may run: those of cameras, phones and editing programs.</summary>
    private const string Codecs =
        "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libdav1d,libaom-av1,mpeg4,mpeg2video,mjpeg,prores,dnxhd,"
        + "aac,mp3,mp3float,mp2,mp2float,ac3,eac3,opus,libopus,vorbis,libvorbis,flac,alac,amrnb,amrwb,"
        + "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_u8,pcm_alaw,pcm_mulaw";

    private readonly string? program = InstalledProgram.Find(options.Ffmpeg);

    /// <summary>False where the program is not on this machine.</summary>
    public bool IsInstalled => program is not null && Probe is not null;

    private string? Probe =>
        program is null
            ? null
            : InstalledProgram.Find(Path.Combine(Path.GetDirectoryName(program)!, $"ffprobe{Path.GetExtension(program)}"));

    /// <summary>What ffprobe says about a file, as JSON.</summary>
    /// <returns>Null where it cannot read it.</returns>
    public async Task<byte[]?> ProbeAsync(string file, RecordingFormat format, CancellationToken cancellation)
    {
        List<string> arguments =
        [
            "-v",
            "error",
            "-print_format",
            "json",
            "-show_format",
            "-show_streams",
            .. InputOf(file, format),
        ];
        using var process = Start(Probe!, arguments);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(MaxPause);
        using var answer = new MemoryStream();
        try
        {
            var buffer = new byte[1 << 16];
            while (await process.StandardOutput.BaseStream.ReadAsync(buffer, deadline.Token) is > 0 and var read)
            {
                answer.Write(buffer, 0, read);
                if (answer.Length > MaxAnswer)
                {
                    return null;
                }
            }

            await process.WaitForExitAsync(deadline.Token);
            return process.ExitCode == 0 ? answer.ToArray() : null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Converts a file.</summary>
    /// <param name="before">Options of the input.</param>
    /// <param name="output">Options of the output, and its path.</param>
    /// <param name="progress">Called with the time of the recording that is done.</param>
    /// <exception cref="RecordingFaultException">It could not be converted.</exception>
    public async Task ConvertAsync(
        string file,
        RecordingFormat format,
        IReadOnlyList<string> before,
        IReadOnlyList<string> output,
        Action<TimeSpan> progress,
        CancellationToken cancellation
    )
    {
        List<string> arguments =
        [
            "-nostdin",
            "-hide_banner",
            "-v",
            "error",
            "-y",
            "-progress",
            "pipe:1",
            "-threads",
            options.Threads.ToString(CultureInfo.InvariantCulture),
            .. before,
            "-max_pixels",
            RecordingLimits.MaxPixels.ToString(CultureInfo.InvariantCulture),
            .. InputOf(file, format),
            .. output,
        ];
        using var process = Start(program!, arguments);
        using var stuck = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var done = TimeSpan.MinValue;
            stuck.CancelAfter(MaxPause);
            while (await process.StandardOutput.ReadLineAsync(stuck.Token) is { } line)
            {
                if (TimeOf(line) is { } time && time > done)
                {
                    done = time;
                    stuck.CancelAfter(MaxPause);
                    progress(time);
                }
            }

            await process.WaitForExitAsync(stuck.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RecordingFaultException(RecordingFaultCode.TooDemanding);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        if (process.ExitCode != 0)
        {
            // Above 128 a signal ended it, as the limit of memory does; ffmpeg itself reports 1.
            throw new RecordingFaultException(
                process.ExitCode > 128 ? RecordingFaultCode.TooDemanding : RecordingFaultCode.Damaged
            );
        }
    }

    private static IEnumerable<string> InputOf(string file, RecordingFormat format) =>
        ["-protocol_whitelist", "file", "-codec_whitelist", Codecs, "-f", format.Demuxer, "-i", $"file:{file}"];

    /// <summary><c>out_time_us=1500000</c>.</summary>
    private static TimeSpan? TimeOf(string line) =>
        line.StartsWith("out_time_us=", StringComparison.Ordinal)
        && long.TryParse(line.AsSpan("out_time_us=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var time)
            ? TimeSpan.FromMicroseconds(time)
            : null;

    private Process Start(string path, List<string> arguments)
    {
        // The framework sets no limits of memory; the shell does.
        var limit = $"ulimit -v {options.MaxMemoryMegabytes * 1024L}; ulimit -c 0; exec \"$0\" \"$@\"";
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(path, arguments)
            : new ProcessStartInfo("/bin/sh", ["-c", limit, path, .. arguments]);
        (start.UseShellExecute, start.WorkingDirectory) = (false, Path.GetTempPath());
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        start.StandardOutputEncoding = Encoding.UTF8;
        // Settings of the site hold passwords.
        start.Environment.Clear();
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        // Nobody reads what is reported of single frames, but a full pipe would stop the program.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        try
        {
            // Pages come first.
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (InvalidOperationException)
        {
            // It has ended already.
        }

        return process;
    }
}

/// <summary>A recording cannot be converted.</summary>
internal sealed class RecordingFaultException(RecordingFaultCode code) : Exception(RecordingFaults.TextOf(code))
{
    public RecordingFaultCode Code => code;
}
