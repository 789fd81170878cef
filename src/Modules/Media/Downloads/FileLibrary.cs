using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Downloads;

/// <summary>Reads the files for download.</summary>
internal sealed class FileLibrary(ConcordDb db)
{
    public const int PageSize = 50;

    /// <param name="query">Part of a name, or words of the text; null for all.</param>
    public async Task<(Paging Paging, IReadOnlyList<LibraryFile> Files)> ListAsync(
        string? query,
        int page,
        CancellationToken cancellation
    )
    {
        var files = db.Set<DownloadFile>().AsNoTracking();
        if (query is not null)
        {
            var pattern = LikePattern.Containing(query);
#pragma warning disable CA1304, CA1311 // Part of a query: the database has no culture.
            files = files.Where(file =>
                EF.Functions.Like(file.Name, pattern, LikePattern.Escape)
                || EF.Functions.Like(file.FileName.ToLower(), pattern, LikePattern.Escape)
                || db.Set<PdfRecord>()
                    .Any(pdf => pdf.Digest == file.Digest && EF.Functions.Like(pdf.Text.ToLower(), pattern, LikePattern.Escape))
            );
#pragma warning restore CA1304, CA1311
        }

        var paging = new Paging(page, PageSize, await files.CountAsync(cancellation));
        var shown = files
            .OrderByDescending(file => file.UploadedAt ?? DateTime.MinValue)
            .ThenBy(file => file.Name)
            .Skip(paging.Skip)
            .Take(PageSize);
        return (paging, await Read(shown).ToListAsync(cancellation));
    }

    /// <returns>Null for an unknown file.</returns>
    public Task<LibraryFile?> FindAsync(string name, CancellationToken cancellation) =>
        Read(db.Set<DownloadFile>().AsNoTracking().Where(file => file.Name == name)).SingleOrDefaultAsync(cancellation);

    private IQueryable<LibraryFile> Read(IQueryable<DownloadFile> files) =>
        from file in files
        join stored in db.Set<MediaFile>() on file.Digest equals stored.Digest
        join pdf in db.Set<PdfRecord>() on file.Digest equals pdf.Digest
        orderby file.UploadedAt ?? DateTime.MinValue descending, file.Name
        select new LibraryFile(
            file.Name,
            file.Digest,
            file.FileName,
            file.Rights,
            stored.Length,
            pdf.Pages,
            pdf.Author,
            pdf.Text != "",
            pdf.IsTagged,
            file.UploadedAt,
            file.UploadedBy
        );
}

/// <summary>A file as pages of the workspace show it.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Author">Whom the file names.</param>
/// <param name="HasText">False for scanned pages.</param>
internal sealed record LibraryFile(
    string Name,
    string Digest,
    string FileName,
    string? Rights,
    long Length,
    int Pages,
    string? Author,
    bool HasText,
    bool IsTagged,
    DateTime? UploadedAt,
    string? UploadedBy
)
{
    /// <summary>For people of the workspace.</summary>
    public string Address => $"/desk/files/{Digest}/{Uri.EscapeDataString(FileName)}";
}
