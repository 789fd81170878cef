using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Concord.Captions;

/// <summary>
/// Reads captions in WebVTT (W3C) and in SubRip. Style sheets, regions, comments and names of captions are left out. Trust
/// boundary: the bytes are untrusted, and time and memory grow with their number.
/// </summary>
public static partial class CaptionReader
{
    /// <summary>Faults that are reported of one file.</summary>
    private const int MaxFaults = 20;

    private const string Arrow = "-->";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="end">Length of the recording; null where it is not known.</param>
    /// <returns>The captions in order; empty where there are faults.</returns>
    public static (IReadOnlyList<Cue> Cues, IReadOnlyList<CaptionFault> Faults) Read(byte[] content, TimeSpan? end = null)
    {
        if (content.Length > CaptionLimits.MaxBytes)
        {
            return ([], [new CaptionFault(0, CaptionFaultCode.TooLarge)]);
        }

        return Decode(content) is { } text ? Read(text, end) : ([], [new CaptionFault(0, CaptionFaultCode.Encoding)]);
    }

    /// <inheritdoc cref="Read(byte[], TimeSpan?)"/>
    public static (IReadOnlyList<Cue> Cues, IReadOnlyList<CaptionFault> Faults) Read(string text, TimeSpan? end = null)
    {
        if (text.Length > CaptionLimits.MaxBytes)
        {
            return ([], [new CaptionFault(0, CaptionFaultCode.TooLarge)]);
        }

        // WebVTT reads U+0000 as U+FFFD; other controls show nothing.
        var lines = string.Concat(
                text.TrimStart('\uFEFF')
                    .ReplaceLineEndings("\n")
                    .Select(letter => letter == '\0' ? '\uFFFD' : letter)
                    .Where(letter => letter is '\n' or '\t' || !char.IsControl(letter))
            )
            .Split('\n');
        var isWebVtt = HeaderPattern().IsMatch(lines[0]);
        if (!isWebVtt && !lines.Any(line => line.Contains(Arrow, StringComparison.Ordinal)))
        {
            return (
                [],
                [
                    new CaptionFault(
                        0,
                        lines.All(string.IsNullOrWhiteSpace) ? CaptionFaultCode.Empty : CaptionFaultCode.UnknownFormat
                    ),
                ]
            );
        }

        return ReadBlocks(lines, isWebVtt, end ?? TimeSpan.MaxValue);
    }

    private static (IReadOnlyList<Cue> Cues, IReadOnlyList<CaptionFault> Faults) ReadBlocks(
        string[] lines,
        bool isWebVtt,
        TimeSpan end
    )
    {
        var (cues, faults) = (new List<Cue>(), new List<CaptionFault>());
        var at = 0;
        while (at < lines.Length && faults.Count < MaxFaults)
        {
            if (!lines[at].Contains(Arrow, StringComparison.Ordinal))
            {
                at++;
                continue;
            }

            var line = at + 1;
            var times = lines[at++];
            var start = at;
            // A file that lost its empty lines still has the next arrow.
            while (at < lines.Length && lines[at].Trim().Length > 0 && !lines[at].Contains(Arrow, StringComparison.Ordinal))
            {
                at++;
            }

            if (cues.Count == CaptionLimits.MaxCues)
            {
                faults.Add(new CaptionFault(line, CaptionFaultCode.TooManyCues));
                break;
            }

            var text = TextOf(lines[start..EndOf(lines, start, at)], isWebVtt);
            if (CueOf(times, text, line, isWebVtt, cues.Count > 0 ? cues[^1].Start : TimeSpan.Zero, out var fault) is { } cue)
            {
                if (cue.Start >= end)
                {
                    faults.Add(new CaptionFault(line, CaptionFaultCode.AfterEnd));
                }
                else if (cue.Text.Length > 0)
                {
                    cues.Add(cue);
                }
            }
            else
            {
                faults.Add(new CaptionFault(line, fault));
            }
        }

        return faults.Count > 0 ? ([], faults)
            : cues.Count == 0 ? ([], [new CaptionFault(0, CaptionFaultCode.Empty)])
            : (cues, []);
    }

    /// <summary>Where no empty line parts two captions, the number of the second is not text of the first.</summary>
    private static int EndOf(string[] lines, int start, int at) =>
        at > start && at < lines.Length && lines[at].Trim().Length > 0 && lines[at - 1].Trim().All(char.IsAsciiDigit)
            ? at - 1
            : at;

    private static string TextOf(string[] lines, bool isWebVtt)
    {
        var text = string.Join('\n', lines.Select(line => line.Trim()));
        return CaptionText.Clean((isWebVtt ? text : PlacePattern().Replace(text, "")).Normalize(NormalizationForm.FormC)).Trim();
    }

    private static Cue? CueOf(string times, string text, int line, bool isWebVtt, TimeSpan after, out CaptionFaultCode fault)
    {
        fault = CaptionFaultCode.InvalidTime;
        if (
            TimesPattern().Match(times) is not { Success: true } match
            || TimeOf(match.Groups["start"].Value) is not { } start
            || TimeOf(match.Groups["end"].Value) is not { } end
        )
        {
            return null;
        }

        fault =
            end <= start ? CaptionFaultCode.EndsBeforeStart
            : start < after ? CaptionFaultCode.OutOfOrder
            : CaptionFaultCode.TextTooLong;
        return end > start && start >= after && text.Length <= CaptionLimits.MaxText
            ? new Cue(start, end, text, isWebVtt ? SettingsOf(match.Groups["settings"].Value) : "", line)
            : null;
    }

    /// <summary>Those that every player understands the same way; a region needs a definition that is left out.</summary>
    private static string SettingsOf(string settings) =>
        string.Join(
            ' ',
            settings
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Where(setting => SettingPattern().IsMatch(setting))
                .DistinctBy(setting => setting[..setting.IndexOf(':', StringComparison.Ordinal)])
        );

    /// <summary><c>00:01.500</c>, <c>00:00:01.500</c>, and with a comma as SubRip writes it.</summary>
    private static TimeSpan? TimeOf(string time)
    {
        var match = TimePattern().Match(time);
        if (!match.Success)
        {
            return null;
        }

        var hours = match.Groups["h"].Success ? int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture) : 0;
        var minutes = int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture);
        var seconds = int.Parse(match.Groups["s"].Value, CultureInfo.InvariantCulture);
        var fraction = int.Parse(match.Groups["f"].Value.PadRight(3, '0'), CultureInfo.InvariantCulture);
        return minutes < 60 && seconds < 60 ? new TimeSpan(0, hours, minutes, seconds, fraction) : null;
    }

    private static string? Decode(byte[] content)
    {
        try
        {
            return content switch
            {
                [0xFF, 0xFE, ..] => new UnicodeEncoding(
                    bigEndian: false,
                    byteOrderMark: true,
                    throwOnInvalidBytes: true
                ).GetString(content),
                [0xFE, 0xFF, ..] => new UnicodeEncoding(
                    bigEndian: true,
                    byteOrderMark: true,
                    throwOnInvalidBytes: true
                ).GetString(content),
                _ => Utf8.GetString(content),
            };
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A place on the picture, as SubRip files have it: <c>{\an8}</c>.</summary>
    [GeneratedRegex(@"\{\\[^{}\n]{1,40}\}", RegexOptions.NonBacktracking)]
    private static partial Regex PlacePattern();

    [GeneratedRegex(@"^WEBVTT(?:[ \t].*)?$", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderPattern();

    [GeneratedRegex(
        @"^\s*(?<start>[0-9:.,]+)\s*-->\s*(?<end>[0-9:.,]+)(?:\s+(?<settings>.*))?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex TimesPattern();

    [GeneratedRegex(
        @"^(?:(?<h>[0-9]{1,3}):)?(?<m>[0-9]{2}):(?<s>[0-9]{2})[.,](?<f>[0-9]{1,3})$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex TimePattern();

    [GeneratedRegex(
        @"^(?:vertical:(?:rl|lr)|line:-?[0-9]{1,3}(?:\.[0-9]{1,2})?%?(?:,(?:start|center|end))?|position:[0-9]{1,3}(?:\.[0-9]{1,2})?%(?:,(?:line-left|center|line-right))?|size:[0-9]{1,3}(?:\.[0-9]{1,2})?%|align:(?:start|center|end|left|right))$",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex SettingPattern();
}
