using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Concord.Foundation.Journal;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Storage.Backups;

/// <summary>
/// Writes a snapshot of every row of every table into one archive while the site runs. The search index is left out, since it can be rebuilt.
/// </summary>
public sealed class BackupWriter(ConcordDb db, JournalReader journal, TimeProvider time)
{
    /// <param name="path">Must not exist; appears only when it is complete.</param>
    /// <param name="passphrase">Encrypts the archive; null leaves it readable.</param>
    /// <param name="progress">Receives the number of rows that are done, and of all rows.</param>
    /// <exception cref="BackupException">It cannot be made; nothing was left behind.</exception>
    public async Task<BackupManifest> RunAsync(
        string path,
        string? passphrase,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellation
    )
    {
        if (passphrase is { Length: < BackupEncryption.MinPassphrase })
        {
            throw new BackupException($"The passphrase needs {BackupEncryption.MinPassphrase} characters at least.");
        }

        if (File.Exists(path))
        {
            throw new BackupException($"{path} is there already; a backup is never written over another.");
        }

        var partial = $"{path}.partial";
        try
        {
            var manifest = await db.ReadSnapshotAsync(
                () => WriteAsync(partial, passphrase, progress, cancellation),
                cancellation
            );
            File.Move(partial, path);
            return manifest;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private async Task<BackupManifest> WriteAsync(
        string path,
        string? passphrase,
        IProgress<(long Done, long Total)>? progress,
        CancellationToken cancellation
    )
    {
        var tables = BackupTables.Of(db);
        var total = 0L;
        foreach (var table in tables)
        {
            total += await ScalarAsync(table.Count, cancellation);
        }

        await using var plain = PrivateFiles.Open(path, FileMode.CreateNew);
        await using var file = passphrase is null ? plain : BackupEncryption.Encrypt(plain, passphrase);
        await using var archive = await ZipArchive.CreateAsync(
            file,
            ZipArchiveMode.Create,
            leaveOpen: false,
            Encoding.UTF8,
            cancellation
        );
        var parts = new List<BackupPart>();
        var done = 0L;
        foreach (var table in tables)
        {
            parts.Add(await WriteAsync(archive, table, () => progress?.Report((++done, total)), cancellation));
        }

        var last = await journal.LastAsync(cancellation);
        var manifest = new BackupManifest
        {
            Form = BackupManifest.CurrentForm,
            Schema = await BackupTables.SchemaAsync(db, cancellation),
            MadeAt = time.GetUtcNow().UtcDateTime,
            JournalSeq = last,
            JournalHash = await journal.HashAtAsync(last, cancellation) ?? JournalChain.Genesis,
            Parts = parts,
        };
        await using var entry = await archive.CreateEntry("manifest.json").OpenAsync(cancellation);
        await JsonSerializer.SerializeAsync(entry, manifest, JsonSerializerOptions.Web, cancellation);
        return manifest;
    }

    private async Task<BackupPart> WriteAsync(ZipArchive archive, TableRows table, Action step, CancellationToken cancellation)
    {
        var name = $"tables/{table.Name}.jsonl";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var entry = await archive.CreateEntry(name).OpenAsync(cancellation);
        async Task PutAsync(string line)
        {
            var bytes = Encoding.UTF8.GetBytes($"{line}\n");
            hash.AppendData(bytes);
            await entry.WriteAsync(bytes, cancellation);
        }

        await PutAsync(table.Head);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = table.Select;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = 0L;
        while (await reader.ReadAsync(cancellation))
        {
            await PutAsync(table.Write(reader));
            rows++;
            step();
        }

        return new BackupPart(name, rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private async Task<long> ScalarAsync(string text, CancellationToken cancellation)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);
    }
}
