using System.Globalization;
using System.Text;

namespace Concord.Captions;

/// <summary>Writes captions as WebVTT, and their words as a transcript.</summary>
public static class CaptionWriter
{
    /// <summary>A pause after which a transcript begins a new paragraph.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <returns>WebVTT that <see cref="CaptionReader"/> reads as the same captions.</returns>
    public static string Write(IEnumerable<Cue> cues)
    {
        var text = new StringBuilder("WEBVTT\n");
        foreach (var cue in cues)
        {
            text.Append('\n').Append(TimeOf(cue.Start)).Append(" --> ").Append(TimeOf(cue.End));
            if (cue.Settings.Length > 0)
            {
                text.Append(' ').Append(cue.Settings);
            }

            text.Append('\n').Append(cue.Text).Append('\n');
        }

        return text.ToString();
    }

    /// <returns>The words in paragraphs, one for each speaker and after each pause, with the names of speakers.</returns>
    public static string Transcript(IEnumerable<Cue> cues)
    {
        var text = new StringBuilder();
        Cue? before = null;
        string? speaker = null;
        foreach (var cue in cues)
        {
            var words = string.Join(' ', CaptionText.Plain(cue.Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var speaking = CaptionText.SpeakerOf(cue.Text);
            if (before is null || speaking != speaker || cue.Start - before.End > Pause)
            {
                text.Append(before is null ? "" : "\n\n").Append(speaking is null ? "" : $"{speaking}: ");
            }
            else
            {
                text.Append(' ');
            }

            text.Append(words);
            (before, speaker) = (cue, speaking);
        }

        return text.ToString();
    }

    /// <returns><c>00:01:02.500</c>.</returns>
    public static string TimeOf(TimeSpan time) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds:000}"
        );
}
