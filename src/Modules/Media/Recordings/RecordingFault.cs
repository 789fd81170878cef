using System.Globalization;
using Concord.Foundation.Languages;

namespace Concord.Media.Recordings;

/// <summary>Why a recording is refused. The names are stored.</summary>
internal enum RecordingFaultCode
{
    /// <summary>No format that is taken.</summary>
    UnknownFormat,

    /// <summary>More bytes than <see cref="RecordingLimits.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>Cut short, or not readable.</summary>
    Damaged,

    /// <summary>Neither picture nor sound in it.</summary>
    Empty,

    /// <summary>Picture or sound are coded in a way that is not taken.</summary>
    UnknownCodec,

    /// <summary>Longer than <see cref="RecordingLimits.MaxDuration"/>.</summary>
    TooLong,

    /// <summary>More pixels than <see cref="RecordingLimits.MaxPixels"/>.</summary>
    TooManyPixels,

    /// <summary>Converting takes too much time or memory.</summary>
    TooDemanding,
}

internal static class RecordingLimits
{
    /// <summary>Bytes of an uploaded file.</summary>
    public const long MaxBytes = 1L << 30;

    /// <summary>Width times height: 4096 × 2304.</summary>
    public const int MaxPixels = 4096 * 2304;

    /// <summary>Characters of a transcript.</summary>
    public const int MaxTranscript = 200_000;

    public static readonly TimeSpan MaxDuration = TimeSpan.FromHours(1);
}

internal static class RecordingFaults
{
    /// <summary>In English, as an import reports it.</summary>
    public static string TextOf(RecordingFaultCode fault) =>
        fault switch
        {
            RecordingFaultCode.UnknownFormat =>
                "this is no recording that can be taken: only MP4, MOV, WebM, MKV, MPEG-TS, MP3, M4A, AAC, WAV, FLAC and Ogg are.",
            RecordingFaultCode.TooLarge => string.Create(
                CultureInfo.InvariantCulture,
                $"the file has more than {RecordingLimits.MaxBytes >> 20} MB: export it smaller."
            ),
            RecordingFaultCode.Empty => "there is neither picture nor sound in the file.",
            RecordingFaultCode.UnknownCodec =>
                "picture or sound are coded in a way that cannot be taken: export it as MP4 with H.264 and AAC.",
            RecordingFaultCode.TooLong => string.Create(
                CultureInfo.InvariantCulture,
                $"it is longer than {RecordingLimits.MaxDuration.TotalMinutes} minutes: divide it."
            ),
            RecordingFaultCode.TooManyPixels => "its picture is larger than 4096 × 2304: export it smaller.",
            RecordingFaultCode.TooDemanding =>
                "converting it takes too much time or memory: export it as MP4 with H.264 and AAC.",
            _ => "the file is cut short or damaged: export it again.",
        };

    /// <summary>In the language of the person.</summary>
    public static string TextOf(RecordingFaultCode fault, Localizer localizer) =>
        localizer.Fill(
            $"recordings.fault.{KeyOf(fault)}",
            ("minutes", localizer.Format.Number((long)RecordingLimits.MaxDuration.TotalMinutes)),
            ("most", localizer.Format.Number(RecordingLimits.MaxBytes >> 20))
        );

    private static string KeyOf(RecordingFaultCode fault) =>
        fault switch
        {
            RecordingFaultCode.UnknownFormat => "unknown-format",
            RecordingFaultCode.TooLarge => "too-large",
            RecordingFaultCode.Empty => "empty",
            RecordingFaultCode.UnknownCodec => "unknown-codec",
            RecordingFaultCode.TooLong => "too-long",
            RecordingFaultCode.TooManyPixels => "too-many-pixels",
            RecordingFaultCode.TooDemanding => "too-demanding",
            _ => "damaged",
        };
}
