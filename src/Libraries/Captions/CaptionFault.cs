namespace Concord.Captions;

/// <summary>Why a file of captions is refused.</summary>
/// <param name="Line">From 1; 0 for the file as a whole.</param>
public sealed record CaptionFault(int Line, CaptionFaultCode Code);

/// <summary>Kinds of <see cref="CaptionFault"/>.</summary>
public enum CaptionFaultCode
{
    /// <summary>Not UTF-8, nor UTF-16 with a byte order mark.</summary>
    Encoding,

    /// <summary>Neither WebVTT nor SubRip.</summary>
    UnknownFormat,

    /// <summary>No caption in it.</summary>
    Empty,

    /// <summary>A line with an arrow that is no pair of times.</summary>
    InvalidTime,

    /// <summary>Ends at or before its start.</summary>
    EndsBeforeStart,

    /// <summary>Starts before the caption above it.</summary>
    OutOfOrder,

    /// <summary>Starts after the end of the recording.</summary>
    AfterEnd,

    /// <summary>More characters than <see cref="CaptionLimits.MaxText"/>.</summary>
    TextTooLong,

    /// <summary>More captions than <see cref="CaptionLimits.MaxCues"/>.</summary>
    TooManyCues,

    /// <summary>More bytes than <see cref="CaptionLimits.MaxBytes"/>.</summary>
    TooLarge,
}

/// <summary>What a file of captions may hold.</summary>
public static class CaptionLimits
{
    /// <summary>Bytes of a file.</summary>
    public const int MaxBytes = 2 << 20;

    /// <summary>Captions of a file: several hours of speech.</summary>
    public const int MaxCues = 20_000;

    /// <summary>Characters of one caption.</summary>
    public const int MaxText = 500;
}
