namespace Concord.Media.Uploads;

/// <summary>A file that arrives in parts. It is kept in the database, so it can go on at any node and after a restart.</summary>
internal sealed class Upload
{
    public required Guid Id { get; init; }

    /// <summary>Account of the person; nobody else can see or continue it.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>As the person's device has it.</summary>
    public required string FileName { get; init; }

    /// <summary>Bytes of the whole file.</summary>
    public required long Length { get; init; }

    /// <summary>Bytes that are stored.</summary>
    public required long Received { get; set; }

    /// <summary>UTC; when the last part arrived.</summary>
    public required DateTime TouchedAt { get; set; }

    /// <summary>Name of the picture or file that was made of it, for whoever lost the answer; null before.</summary>
    public string? Picture { get; set; }
}

/// <summary>Consecutive bytes of an upload.</summary>
internal sealed class UploadPart
{
    public required Guid UploadId { get; init; }

    /// <summary>Of its first byte in the file.</summary>
    public required long Offset { get; init; }

    public required byte[] Content { get; init; }
}
