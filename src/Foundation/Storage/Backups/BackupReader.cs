using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concord.Foundation.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Foundation.Storage.Backups;

/// <summary>
/// Restores an archive into an empty database of either provider, in one transaction; its parts are compared with their
/// digests and the journal and the audited rows are verified before it commits.
/// </summary>
public sealed class BackupReader(
    ConcordDb db,
    DatabaseMigrator migration,
    JournalReader journal,
    RecordVerifier verifier,
    DatabaseStatistics statistics,
    IEnumerable<IBackupUpgrade> upgrades,
    TimeProvider time
)
{
    private readonly EarlierBackup earlier = new(db, upgrades, time);

    /// <param name="passphrase">Of an encrypted archive.</param>
    /// <param name="expected">
    /// Checkpoints noted outside of the archive, which its journal has to contain: without one, an archive that was forged as
    /// a whole cannot be told from a real one.
    /// </param>
    /// <param name="progress">Receives the number of rows that are done, and of all rows.</param>
    /// <exception cref="BackupException">It cannot be restored; the database is unchanged.</exception>
    public async Task<RestoredBackup> RunAsync(
        string path,
        string? passphrase,
        IReadOnlyCollection<Checkpoint> expected,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellation
    )
    {
        try
        {
            return await RestoreAsync(path, passphrase, expected, progress, cancellation);
        }
        catch (InvalidDataException failure)
        {
            throw new BackupException($"{path} is damaged: {failure.Message}");
        }
    }

    private async Task<RestoredBackup> RestoreAsync(
        string path,
        string? passphrase,
        IReadOnlyCollection<Checkpoint> expected,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellation
    )
    {
        await using var archive = await OpenAsync(path, passphrase, cancellation);
        var manifest = await ManifestAsync(archive, cancellation);
        await migration.RunAsync(cancellation);
        var age = await CheckTargetAsync(manifest, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await RestoreRowsAsync(archive, manifest, age, transaction, progress, cancellation);
        await VerifyJournalAsync(manifest, cancellation);
        long? adopted = age == BackupAge.BeforeDigests ? await earlier.CompleteAsync(manifest.MadeAt, cancellation) : null;
        await VerifyRowsAsync(expected, cancellation);
        await db.CommitAsync(transaction, cancellation);
        await statistics.GatherAsync(cancellation);
        return new RestoredBackup(manifest, adopted);
    }

    private static async Task<ZipArchive> OpenAsync(string path, string? passphrase, CancellationToken cancellation)
    {
        try
        {
            Stream file = new FileStream(path, FileMode.Open, FileAccess.Read);
            if (BackupEncryption.IsEncrypted(file))
            {
                await using var encrypted = file;
                file = await DecryptAsync(encrypted, passphrase, cancellation);
            }

            return await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8, cancellation);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{path} cannot be read as a backup: {failure.Message}");
        }
    }

    /// <returns>A file of its own, which disappears when it is closed: a ZIP archive is read from its end.</returns>
    private static async Task<FileStream> DecryptAsync(Stream encrypted, string? passphrase, CancellationToken cancellation)
    {
        if (passphrase is null)
        {
            throw new BackupException("It is encrypted: give its passphrase with --passphrase-file.");
        }

        var path = Path.Combine(Path.GetTempPath(), $"concord-restore-{Guid.CreateVersion7():N}");
        var plain = PrivateFiles.Open(path, FileMode.CreateNew, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            // Without a name while it is open: a process that is killed leaves nothing readable behind.
            File.Delete(path);
        }

        try
        {
            await BackupEncryption.DecryptAsync(encrypted, plain, passphrase, cancellation);
            plain.Position = 0;
            return plain;
        }
        catch
        {
            await plain.DisposeAsync();
            throw;
        }
    }

    private static async Task<BackupManifest> ManifestAsync(ZipArchive archive, CancellationToken cancellation)
    {
        var entry =
            archive.GetEntry("manifest.json")
            ?? throw new BackupException("It has no manifest.json: it is not a backup of ours.");
        try
        {
            await using var stream = await entry.OpenAsync(cancellation);
            var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(stream, JsonSerializerOptions.Web, cancellation);
            return manifest switch
            {
                not { Form: BackupManifest.CurrentForm } => throw new BackupException(
                    "It was written in a form that this version does not know."
                ),
                _ when manifest.Fault is { } fault => throw new BackupException($"Its manifest.json is not valid: {fault}."),
                _ => manifest,
            };
        }
        catch (Exception failure) when (failure is JsonException or InvalidDataException)
        {
            throw new BackupException($"Its manifest.json is broken: {failure.Message}");
        }
    }

    private async Task<BackupAge> CheckTargetAsync(BackupManifest manifest, CancellationToken cancellation)
    {
        var schemas = await BackupTables.SchemasAsync(db, cancellation);
        var schema = schemas[^1];
        if (!schemas.Contains(manifest.Schema, StringComparer.Ordinal) && manifest.Schema != EarlierBackup.Schema)
        {
            throw new BackupException(
                $"It was made of a database at “{manifest.Schema}”, and this version is at “{schema}”: restore it with a version of that schema or a later one."
            );
        }

        if (await journal.LastAsync(cancellation) > 0)
        {
            throw new BackupException(
                "The database is not empty, and a backup is never restored over what is there: set Concord__DataDirectory or ConnectionStrings__Concord to a new one."
            );
        }

        return manifest.Schema == schema ? BackupAge.Current
            : manifest.Schema == EarlierBackup.Schema ? BackupAge.BeforeDigests
            : BackupAge.Earlier;
    }

    private async Task RestoreRowsAsync(
        ZipArchive archive,
        BackupManifest manifest,
        BackupAge age,
        IDbContextTransaction transaction,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellation
    )
    {
        var tables = BackupTables.Of(db);
        // The one row that migrations insert: the head of the empty journal.
        await db.Database.ExecuteSqlRawAsync(tables.Single(table => table.Name == "journal_head").Delete, cancellation);

        var (done, total) = (0L, manifest.Parts.Sum(part => part.Rows));
        foreach (var table in tables)
        {
            var upgrade = age switch
            {
                BackupAge.Current => null,
                BackupAge.BeforeDigests => earlier.UpgradeOf(table.Name),
                // The same rows; columns that were added since are empty.
                _ => new TableUpgrade(table.Name, table.Name),
            };
            var name = $"tables/{upgrade?.EarlierTable ?? table.Name}.jsonl";
            if (upgrade is not null && manifest.Parts.All(part => part.Name != name))
            {
                // The earlier version did not have the table.
                continue;
            }

            if (upgrade?.Prepare is { } prepare)
            {
                await prepare(manifest.MadeAt, cancellation);
            }

            await using var insert = table.Insert(db.Database.GetDbConnection());
            insert.Transaction = transaction.GetDbTransaction();
            await RestoreTableAsync(
                archive,
                Part(manifest, name),
                table,
                upgrade,
                insert,
                () => progress?.Report((++done, total)),
                cancellation
            );
        }
    }

    private static async Task RestoreTableAsync(
        ZipArchive archive,
        BackupPart part,
        TableRows table,
        TableUpgrade? upgrade,
        DbCommand insert,
        Action step,
        CancellationToken cancellation
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var stream = await Entry(archive, part).OpenAsync(cancellation);
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        var rows = -1L;
        try
        {
            var lines = upgrade is null ? LinesAsync() : EarlierBackup.ConvertAsync(LinesAsync(), upgrade, table, cancellation);
            await foreach (var row in lines.WithCancellation(cancellation))
            {
                table.Fill(insert, row);
                await insert.ExecuteNonQueryAsync(cancellation);
                step();
            }
        }
        catch (Exception failure)
            when (failure
                    is DbException
                        or JsonException
                        or FormatException
                        or InvalidDataException
                        or DecoderFallbackException
                        or InvalidOperationException
                        or ArgumentException
                        or NotSupportedException
            )
        {
            throw new BackupException($"{part.Name}, line {rows + 1}: {failure.Message}");
        }

        Expect(
            rows == part.Rows && Convert.ToHexStringLower(hash.GetHashAndReset()) == part.Sha256,
            part,
            "it was altered or cut"
        );

        async IAsyncEnumerable<string> LinesAsync()
        {
            while (await reader.ReadLineAsync(cancellation) is { } line)
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{line}\n"));
                if (++rows > 0 || upgrade is not null)
                {
                    yield return line;
                }
                else
                {
                    Expect(line == table.Head, part, "its columns are not those of this version");
                }
            }
        }
    }

    private async Task VerifyJournalAsync(BackupManifest manifest, CancellationToken cancellation)
    {
        var chain = await verifier.VerifyChainAsync(cancellation);
        if (chain.Break is { } broken)
        {
            throw new BackupException($"Its journal is broken at entry {broken.Seq}.");
        }

        if (chain.Count != manifest.JournalSeq || chain.Head != manifest.JournalHash)
        {
            throw new BackupException("Its journal is not the one its manifest names.");
        }
    }

    private async Task VerifyRowsAsync(IReadOnlyCollection<Checkpoint> expected, CancellationToken cancellation)
    {
        var report = await verifier.VerifySnapshotAsync(expected, progress: null, cancellation);
        if (report.FailedCheckpoint is { } checkpoint)
        {
            throw new BackupException(
                $"Its journal does not contain the checkpoint {checkpoint}: it was forged, is older than the checkpoint, or is of another site."
            );
        }

        if (report.Faults is [var fault, ..])
        {
            throw new BackupException(
                $"{report.FaultCount} rows do not match its journal, the first is {fault.Table} {fault.Key}: it was altered."
            );
        }
    }

    private static BackupPart Part(BackupManifest manifest, string name) =>
        manifest.Parts.SingleOrDefault(part => part.Name == name)
        ?? throw new BackupException($"{name} is missing in its manifest.");

    private static ZipArchiveEntry Entry(ZipArchive archive, BackupPart part) =>
        archive.GetEntry(part.Name) ?? throw new BackupException($"{part.Name} is missing in it.");

    private static void Expect(bool holds, BackupPart part, string otherwise)
    {
        if (!holds)
        {
            throw new BackupException($"{part.Name}: {otherwise}.");
        }
    }

    /// <summary>Which schema a backup has.</summary>
    private enum BackupAge
    {
        Current,

        /// <summary>One from which this version's was migrated.</summary>
        Earlier,

        /// <summary>That of <see cref="EarlierBackup"/>, whose journal has no digests.</summary>
        BeforeDigests,
    }
}
