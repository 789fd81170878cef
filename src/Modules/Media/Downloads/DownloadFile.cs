namespace Concord.Media.Downloads;

/// <summary>A PDF of the library, which texts offer for download.</summary>
internal sealed class DownloadFile
{
    /// <summary>Part of texts: <c>[words](file:name)</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Of its content among the media files.</summary>
    public required string Digest { get; set; }

    /// <summary>The name under which readers save it.</summary>
    public required string FileName { get; set; }

    /// <summary>For the team: who owns it, and what may be done with it.</summary>
    public string? Rights { get; set; }

    /// <summary>UTC; when it was uploaded. Null for an import.</summary>
    public DateTime? UploadedAt { get; init; }

    /// <summary>Who uploaded it. Null for an import.</summary>
    public string? UploadedBy { get; init; }

    /// <summary>
    /// <see cref="FileName"/> and <see cref="Rights"/> after the last import: where they differ now, a person changed them. Null
    /// where it never was imported.
    /// </summary>
    public string? ImportedDigest { get; set; }
}

/// <summary>What was read in a stored PDF.</summary>
internal sealed class PdfRecord
{
    /// <summary>Of its content among the media files.</summary>
    public required string Digest { get; init; }

    public required int Pages { get; init; }

    /// <summary>In the order of reading; empty for scanned pages.</summary>
    public required string Text { get; init; }

    /// <summary>The author that the file names.</summary>
    public string? Author { get; init; }

    /// <summary>True where the file says which text is a heading, a list or a table.</summary>
    public required bool IsTagged { get; init; }
}
