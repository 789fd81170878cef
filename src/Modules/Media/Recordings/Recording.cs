using Concord.Media.Library;

namespace Concord.Media.Recordings;

/// <summary>Video or audio of the library, in the variants that readers get.</summary>
internal sealed class Recording
{
    /// <summary>Part of texts: <c>[words](recording:name)</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the file that was uploaded, for the team.</summary>
    public required string FileName { get; set; }

    /// <summary>SHA-256 of the uploaded file, by which the same is known again; null for an import.</summary>
    public string? SourceDigest { get; set; }

    public required RecordingState State { get; set; }

    /// <summary>Why it was refused; null otherwise.</summary>
    public RecordingFaultCode? Fault { get; set; }

    /// <summary>Null until it is converted.</summary>
    public RecordingKind? Kind { get; set; }

    /// <summary>Milliseconds; 0 until it is converted.</summary>
    public required int Duration { get; set; }

    /// <summary>False for film without sound.</summary>
    public required bool HasSound { get; set; }

    /// <summary>Pixels of the largest variant, for the aspect ratio; 0 for audio.</summary>
    public required int Width { get; set; }

    public required int Height { get; set; }

    /// <summary>Digest of the picture that is shown before it plays; null for audio.</summary>
    public string? Poster { get; set; }

    /// <summary>Shown to readers: who made it.</summary>
    public string? Credit { get; set; }

    /// <summary>For the team: who owns it, and what may be done with it.</summary>
    public string? Rights { get; set; }

    /// <summary>For the team: who is shown or heard, and how they consented.</summary>
    public string? Consent { get; set; }

    /// <summary>UTC; when it was uploaded. Null for an import.</summary>
    public DateTime? UploadedAt { get; init; }

    /// <summary>Who uploaded it. Null for an import.</summary>
    public string? UploadedBy { get; init; }

    /// <summary>
    /// <see cref="RecordingDescription.DigestOf"/> after the last import: where it differs now, a person changed what is said about
    /// it. Null where it never was imported.
    /// </summary>
    public string? ImportedDigest { get; set; }

    public List<RecordingFile> Files { get; } = [];

    /// <summary>True where what is heard has to be readable with what is seen.</summary>
    public bool NeedsCaptions => Kind == RecordingKind.Video && HasSound;

    public List<RecordingTexts> Texts { get; } = [];
}

internal enum RecordingKind
{
    Video,
    Audio,
}

internal enum RecordingState
{
    /// <summary>Uploaded; being converted, or waiting for it.</summary>
    Converting,

    Ready,

    /// <summary>It cannot be converted.</summary>
    Refused,
}

/// <summary>One variant of a recording as it is served. Its content is in <see cref="RecordingPart"/>s.</summary>
internal sealed class RecordingFile
{
    public required string Recording { get; init; }

    public required RecordingVariant Variant { get; init; }

    /// <summary>The first 32 hexadecimal digits of the SHA-256 of its content.</summary>
    public required string Digest { get; set; }

    /// <summary>Media type.</summary>
    public required string Type { get; set; }

    /// <summary>Bytes.</summary>
    public required long Length { get; set; }
}

internal enum RecordingVariant
{
    /// <summary>For phones and bad lines; what the player plays.</summary>
    Small,

    /// <summary>Missing where the uploaded file was not larger than the small one.</summary>
    Large,

    /// <summary>The sound of a video.</summary>
    Sound,
}

/// <summary>Consecutive bytes of a <see cref="RecordingFile"/>: a reader who moves within a film gets those alone.</summary>
internal sealed class RecordingPart
{
    /// <summary>Bytes of every part but the last.</summary>
    public const int Size = 512 << 10;

    public required string Digest { get; init; }

    /// <summary>From 0.</summary>
    public required int Number { get; init; }

    public required byte[] Content { get; init; }
}

/// <summary>What a recording says, in one language.</summary>
internal sealed class RecordingTexts
{
    public required string Recording { get; init; }

    public required string Language { get; init; }

    /// <summary>WebVTT; null where there are none.</summary>
    public string? Captions { get; set; }

    /// <summary>Digest of the file of <see cref="Captions"/> that players read.</summary>
    public string? CaptionsFile { get; set; }

    /// <summary>Plain text in paragraphs; null where there is none.</summary>
    public string? Transcript { get; set; }
}
