namespace Concord.Newsroom.Printing;

/// <summary>The PDF of a released revision. It is offered while readers see this revision.</summary>
internal sealed class PrintedEdition
{
    public required Guid EditionId { get; init; }

    /// <summary>Number of the revision.</summary>
    public required int Number { get; init; }

    /// <summary>Of the PDF among the media files.</summary>
    public required string FileDigest { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PrintedAt { get; init; }
}
