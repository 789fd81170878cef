using Concord.Foundation.Languages;

namespace Concord.Media.Recordings;

/// <summary>The length of a recording in words of the reader's language.</summary>
internal static class PlayingTime
{
    /// <param name="milliseconds">Shown to the second, and at least one.</param>
    public static string Of(int milliseconds, Localizer localizer)
    {
        var seconds = Math.Max(1, (long)Math.Round(milliseconds / 1000.0));
        var (minutes, rest) = (seconds / 60, seconds % 60);
        return minutes == 0 ? localizer.Fill("recordings.time.seconds", ("seconds", localizer.Format.Number(rest)))
            : rest == 0 ? localizer.Fill("recordings.time.minutes", ("minutes", localizer.Format.Number(minutes)))
            : localizer.Fill(
                "recordings.time.both",
                ("minutes", localizer.Format.Number(minutes)),
                ("seconds", localizer.Format.Number(rest))
            );
    }
}
