using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media.Recordings.Converting;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Recordings.Library;

/// <summary>Reads the video and audio of the library.</summary>
internal sealed class RecordingLibrary(ConcordDb db)
{
    public const int PageSize = 30;

    /// <param name="query">Part of a name, a credit or a transcript; null for all.</param>
    public async Task<(Paging Paging, IReadOnlyList<LibraryRecording> Recordings)> ListAsync(
        string? query,
        int page,
        CancellationToken cancellation
    )
    {
        var recordings = db.Set<Recording>().AsNoTracking();
        if (query is not null)
        {
            var pattern = LikePattern.Containing(query);
#pragma warning disable CA1304, CA1311 // Part of a query: the database has no culture.
            recordings = recordings.Where(recording =>
                EF.Functions.Like(recording.Name, pattern, LikePattern.Escape)
                || EF.Functions.Like(recording.FileName.ToLower(), pattern, LikePattern.Escape)
                || EF.Functions.Like(recording.Credit!.ToLower(), pattern, LikePattern.Escape)
                || recording.Texts.Any(texts => EF.Functions.Like(texts.Transcript!.ToLower(), pattern, LikePattern.Escape))
            );
#pragma warning restore CA1304, CA1311
        }

        var paging = new Paging(page, PageSize, await recordings.CountAsync(cancellation));
        var rows = await recordings
            .OrderByDescending(recording => recording.UploadedAt ?? DateTime.MinValue)
            .ThenBy(recording => recording.Name)
            .Skip(paging.Skip)
            .Take(PageSize)
            .Include(recording => recording.Files)
            .Include(recording => recording.Texts)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var progress = await ProgressAsync([.. rows.Select(row => row.Name)], cancellation);
        return (paging, [.. rows.Select(row => new LibraryRecording(row, progress.GetValueOrDefault(row.Name)))]);
    }

    /// <returns>Null for an unknown recording.</returns>
    public async Task<LibraryRecording?> FindAsync(string name, CancellationToken cancellation)
    {
        var row = await db.Set<Recording>()
            .AsNoTracking()
            .Include(recording => recording.Files)
            .Include(recording => recording.Texts)
            .AsSplitQuery()
            .SingleOrDefaultAsync(recording => recording.Name == name, cancellation);
        return row is null
            ? null
            : new LibraryRecording(row, (await ProgressAsync([name], cancellation)).GetValueOrDefault(name));
    }

    private Task<Dictionary<string, Conversion>> ProgressAsync(List<string> names, CancellationToken cancellation) =>
        db.Set<Conversion>()
            .AsNoTracking()
            .Where(conversion => names.Contains(conversion.Recording))
            .ToDictionaryAsync(conversion => conversion.Recording, StringComparer.Ordinal, cancellation);
}

/// <summary>A recording as pages of the workspace show it.</summary>
internal sealed class LibraryRecording(Recording recording, Conversion? conversion)
{
    public Recording Stored => recording;

    public string Name => recording.Name;

    public string FileName => recording.FileName;

    public RecordingState State => recording.State;

    /// <summary>Percent; null where nobody has begun.</summary>
    public int? Progress => conversion is { LeaseUntil: not null } ? conversion.Progress : null;

    /// <summary>Of the variant that readers play first.</summary>
    public RecordingFile? Small => recording.Files.Find(file => file.Variant == RecordingVariant.Small);

    public RecordingTexts? TextsIn(string language) => recording.Texts.Find(texts => texts.Language == language);

    /// <returns>True where a text in the language can be released with it.</returns>
    public bool IsCompleteIn(string language) =>
        TextsIn(language) is { Transcript: not null } texts && (texts.Captions is not null || !recording.NeedsCaptions);

    /// <summary>For people of the workspace.</summary>
    public static string AddressOf(string digest) => $"/desk/recordings/{digest}/content";
}
