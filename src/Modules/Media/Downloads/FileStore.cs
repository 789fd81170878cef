using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.PdfReader;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Downloads;

/// <summary>Files for download, for the modules whose texts offer them.</summary>
public sealed class FileStore
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv; charset=utf-8",
        [".json"] = "application/json",
        [".txt"] = "text/plain; charset=utf-8",
        [Pdf] = "application/pdf",
    };

    internal const string Pdf = ".pdf";

    private readonly ConcordDb db;
    private readonly MediaStore media;

    /// <summary>By digest: an import checks all files before it stores the first.</summary>
    private readonly Dictionary<string, PdfContents> read = new(StringComparer.Ordinal);

    internal FileStore(ConcordDb db, MediaStore media) => (this.db, this.media) = (db, media);

    /// <summary>Extensions of files that can be stored.</summary>
    public static IReadOnlyCollection<string> Endings => Types.Keys;

    /// <returns>The files of the library by name; those without it are left out.</returns>
    public async Task<IReadOnlyDictionary<string, PageFile>> FindAsync(
        IReadOnlyCollection<string> names,
        CancellationToken cancellation
    ) =>
        names.Count == 0
            ? new Dictionary<string, PageFile>(StringComparer.Ordinal)
            : await (
                from file in db.Set<DownloadFile>().AsNoTracking().Where(file => names.Contains(file.Name))
                join stored in db.Set<MediaFile>() on file.Digest equals stored.Digest
                join pdf in db.Set<PdfRecord>() on file.Digest equals pdf.Digest
                select new PageFile(file.Name, file.Digest, file.FileName, stored.Length, pdf.Pages)
            ).ToDictionaryAsync(file => file.Name, StringComparer.Ordinal, cancellation);

    /// <returns>The texts of the PDFs among the digests, for the search.</returns>
    public async Task<IReadOnlyDictionary<string, string>> TextsAsync(
        IReadOnlyCollection<string> digests,
        CancellationToken cancellation
    ) =>
        digests.Count == 0
            ? new Dictionary<string, string>(StringComparer.Ordinal)
            : await db.Set<PdfRecord>()
                .Where(pdf => digests.Contains(pdf.Digest) && pdf.Text != "")
                .ToDictionaryAsync(pdf => pdf.Digest, pdf => pdf.Text, StringComparer.Ordinal, cancellation);

    /// <param name="name">Its name; the extension is one of <see cref="Endings"/>.</param>
    /// <returns>Why it cannot be offered, for the person who brings it; null where it can.</returns>
    public async Task<string?> FindFaultAsync(string name, byte[] content, CancellationToken cancellation) =>
        IsPdf(name) && (await ReadAsync(content, cancellation))?.Fault is { } fault ? PdfFaults.TextOf(fault) : null;

    /// <summary>Stores a file in which <see cref="FindFaultAsync"/> finds nothing, in a save of its own.</summary>
    /// <returns>Its digest, for <see cref="MediaStore.AddressOf"/>.</returns>
    public async Task<string> AddAsync(string name, byte[] content, Actor actor, CancellationToken cancellation)
    {
        if (!IsPdf(name))
        {
            await media.AddFileAsync(Types[Path.GetExtension(name)], content, actor, cancellation);
        }
        else if (await AddPdfAsync(content, actor, cancellation) is { } fault)
        {
            throw new ArgumentException(PdfFaults.TextOf(fault), nameof(content));
        }

        return MediaFile.DigestOf(content);
    }

    /// <returns>Why it is refused; null where it is stored.</returns>
    internal async Task<PdfFault?> AddPdfAsync(byte[] content, Actor actor, CancellationToken cancellation)
    {
        if (await ReadAsync(content, cancellation) is not { } contents)
        {
            return null;
        }

        if (contents.Fault is { } fault)
        {
            return fault;
        }

        await media.AddFileAsync(Types[Pdf], content, actor, cancellation);
        var digest = MediaFile.DigestOf(content);
        db.Add(
            new PdfRecord
            {
                Digest = digest,
                Pages = contents.Pages,
                Text = contents.Text,
                Author = contents.Author,
                IsTagged = contents.IsTagged,
            }
        );
        db.Record(new PdfRead(digest, contents.Pages) { Actor = actor, Subject = $"file:{digest}" });
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            db.Discard();
            // Another process stored the same file meanwhile; anything else is an error.
            if (!await IsKnownAsync(digest, cancellation))
            {
                throw;
            }
        }

        return null;
    }

    private static bool IsPdf(string name) => Path.GetExtension(name).Equals(Pdf, StringComparison.OrdinalIgnoreCase);

    private Task<bool> IsKnownAsync(string digest, CancellationToken cancellation) =>
        db.Set<PdfRecord>().AnyAsync(pdf => pdf.Digest == digest, cancellation);

    /// <returns>Null where it is stored already.</returns>
    private async Task<PdfContents?> ReadAsync(byte[] content, CancellationToken cancellation)
    {
        var digest = MediaFile.DigestOf(content);
        if (await IsKnownAsync(digest, cancellation))
        {
            return null;
        }

        if (!read.TryGetValue(digest, out var contents))
        {
            contents = await ReadPdf.RunAsync(content, cancellation);
            read[digest] = contents;
        }

        return contents;
    }
}

/// <summary>A file as pages offer it.</summary>
/// <param name="FileName">Under which readers save it.</param>
/// <param name="Length">Bytes.</param>
public sealed record PageFile(string Name, string Digest, string FileName, long Length, int Pages)
{
    public string Address => MediaStore.AddressOf(Digest, Uri.EscapeDataString(FileName));
}
