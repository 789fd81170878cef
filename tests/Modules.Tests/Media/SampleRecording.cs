using System.Diagnostics;
using Concord.TestKit;

namespace Concord.Modules.Tests.Media;

/// <summary>Films and sounds that ffmpeg makes. A test that needs one is skipped where it is not installed.</summary>
internal static class SampleRecording
{
    /// <summary>Six seconds of moving bars with a tone, from a phone that wrote down where it was.</summary>
    public static Task<byte[]> VideoAsync(int width = 640, int height = 400, int rate = 10) =>
        MakeAsync(
            ".mp4",
            [
                "-f",
                "lavfi",
                "-i",
                $"testsrc2=size={width}x{height}:rate={rate}:duration=6",
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:duration=6",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-c:a",
                "aac",
                "-metadata",
                "location=+36.3489+043.1577/",
                "-metadata",
                "title=Private",
            ]
        );

    public static Task<byte[]> SilentVideoAsync() =>
        MakeAsync(
            ".mp4",
            ["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=10:duration=2", "-c:v", "libx264", "-preset", "ultrafast"]
        );

    public static Task<byte[]> AudioAsync(string ending = ".wav") =>
        MakeAsync(ending, ["-f", "lavfi", "-i", "sine=frequency=440:duration=4", "-metadata", "title=Private"]);

    public static async Task<byte[]> MakeAsync(string ending, IReadOnlyList<string> arguments)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, $"sample{ending}");
        await RunAsync("ffmpeg", ["-nostdin", "-v", "error", .. arguments, file]);
        return await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
    }

    /// <returns>What ffprobe prints about a file.</returns>
    public static async Task<string> ProbeAsync(byte[] content)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "probe");
        await File.WriteAllBytesAsync(file, content, TestContext.Current.CancellationToken);
        return await RunAsync("ffprobe", ["-v", "error", "-show_format", "-show_streams", file]);
    }

    private static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        Process process;
        try
        {
            process = Process.Start(
                new ProcessStartInfo(program, arguments)
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            )!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("ffmpeg is not installed here.");
            return "";
        }

        using (process)
        {
            var fault = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.ExitCode.ShouldBe(0, await fault);
            return output;
        }
    }
}
