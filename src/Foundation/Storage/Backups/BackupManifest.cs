namespace Concord.Foundation.Storage.Backups;

/// <summary>Describes a backup: the file <c>manifest.json</c> in it.</summary>
public sealed record BackupManifest
{
    /// <summary>Version of the archive format.</summary>
    public const int CurrentForm = 1;

    private const int MaxParts = 1000;
    private const long MaxRows = 1_000_000_000_000;

    public required int Form { get; init; }

    /// <summary>Name of the newest migration of its database, without its number.</summary>
    public required string Schema { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime MadeAt { get; init; }

    public required long JournalSeq { get; init; }

    public required string JournalHash { get; init; }

    public required IReadOnlyList<BackupPart> Parts { get; init; }

    /// <summary>Why nothing can be restored by it; null where it is well-formed. Any of its values may be forged.</summary>
    internal string? Fault =>
        string.IsNullOrEmpty(Schema) ? "schema is missing"
        : JournalSeq < 0 || !IsHash(JournalHash) ? "the head of the journal is none"
        : Parts is null || Parts.Count is 0 or > MaxParts ? "parts are missing"
        : Parts.Any(part => part?.Name is null || !IsHash(part.Sha256) || part.Rows is < 0 or > MaxRows)
            ? "a part is not complete"
        : Parts.Select(part => part.Name).Distinct(StringComparer.Ordinal).Count() != Parts.Count ? "a part is named twice"
        : null;

    private static bool IsHash(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);
}

/// <param name="Name">Path in the archive: <c>tables/journal.jsonl</c>.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Sha256">Of its content, lower-case hexadecimal.</param>
public sealed record BackupPart(string Name, long Rows, string Sha256);

/// <summary>A backup that was restored.</summary>
/// <param name="AdoptedRows">
/// Of a backup of an earlier version: how many rows were converted and are proved by the journal only from now on. Else null.
/// </param>
public sealed record RestoredBackup(BackupManifest Manifest, long? AdoptedRows);

/// <summary>Why a backup could not be made or restored, as a message for an operator.</summary>
public sealed class BackupException(string message) : Exception(message);
