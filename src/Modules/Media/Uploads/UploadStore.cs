using Concord.Foundation.Storage;
using Concord.Media.Library;
using Concord.Media.Recordings.Converting;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Uploads;

/// <summary>Keeps unfinished uploads. What it has acknowledged is stored.</summary>
internal sealed class UploadStore(ConcordDb db, TimeProvider time)
{
    /// <summary>Bytes that one person may have in unfinished uploads.</summary>
    public const long MaxUnfinished = 3L << 30;

    /// <summary>How long an upload may rest before it is dropped.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>Bytes that are stored at a time.</summary>
    private const int PartSize = 256 << 10;

    private const int MaxFileName = 200;

    /// <returns>Null where the person has too much unfinished.</returns>
    public async Task<Upload?> BeginAsync(Guid account, string fileName, long length, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var expired = now - Lifetime;
        var resting = db.Set<Upload>()
            .Where(upload => upload.TouchedAt < expired && !db.Set<Conversion>().Any(waiting => waiting.UploadId == upload.Id));
        await db.Set<UploadPart>()
            .Where(part => resting.Any(upload => upload.Id == part.UploadId))
            .ExecuteDeleteAsync(cancellation);
        await resting.ExecuteDeleteAsync(cancellation);
        var unfinished = await db.Set<Upload>()
            .Where(upload => upload.AccountId == account && upload.Picture == null)
            .SumAsync(upload => upload.Length, cancellation);
        if (unfinished + length > MaxUnfinished)
        {
            return null;
        }

        var begun = new Upload
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            FileName = PictureTexts.Clean(fileName.Length > MaxFileName ? fileName[^MaxFileName..] : fileName) ?? "",
            Length = length,
            Received = 0,
            TouchedAt = now,
        };
        db.Add(begun);
        await db.SaveChangesAsync(cancellation);
        return begun;
    }

    /// <returns>Null for an unknown upload, and for that of another person.</returns>
    public Task<Upload?> FindAsync(Guid id, Guid account, CancellationToken cancellation) =>
        db.Set<Upload>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.AccountId == account, cancellation);

    /// <summary>Stores what arrives from <paramref name="offset"/> on, also of a connection that breaks.</summary>
    /// <returns>Bytes that are stored; null where the upload stands at another place, so that nothing more was stored.</returns>
    public async Task<long?> AppendAsync(Upload upload, long offset, Stream content, CancellationToken cancellation)
    {
        var buffer = new byte[PartSize];
        var filled = 0;
        while (true)
        {
            var (read, isBroken) = await ReadAsync(content, buffer.AsMemory(filled), cancellation);
            filled += read;
            var isEnd = read == 0 || isBroken;
            if (filled == buffer.Length || (isEnd && filled > 0))
            {
                if (offset + filled > upload.Length || !await AddAsync(upload, offset, buffer[..filled]))
                {
                    return null;
                }

                (offset, filled) = (offset + filled, 0);
            }

            if (isEnd)
            {
                return offset;
            }
        }
    }

    /// <returns>The first bytes of an upload; all of a shorter one.</returns>
    public async Task<byte[]> ReadHeadAsync(Upload upload, int count, CancellationToken cancellation)
    {
        var head = new List<byte>();
        await foreach (var part in PartsAsync(upload.Id).WithCancellation(cancellation))
        {
            head.AddRange(part.Take(count - head.Count));
            if (head.Count == count)
            {
                break;
            }
        }

        return [.. head];
    }

    /// <returns>The content of an upload, one part after the other.</returns>
    public IAsyncEnumerable<byte[]> PartsAsync(Guid upload) =>
        db.Set<UploadPart>()
            .Where(part => part.UploadId == upload)
            .OrderBy(part => part.Offset)
            .Select(part => part.Content)
            .AsAsyncEnumerable();

    /// <summary>Notes what is made of an upload, whose content is still needed.</summary>
    public Task KeepAsync(Upload upload, string made, CancellationToken cancellation) =>
        db.Set<Upload>()
            .Where(row => row.Id == upload.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Picture, made), cancellation);

    /// <returns>The file of a finished upload.</returns>
    public async Task<byte[]> ReadAsync(Upload upload, CancellationToken cancellation)
    {
        var content = new byte[upload.Length];
        await foreach (
            var part in db.Set<UploadPart>()
                .AsNoTracking()
                .Where(part => part.UploadId == upload.Id)
                .AsAsyncEnumerable()
                .WithCancellation(cancellation)
        )
        {
            part.Content.CopyTo(content, part.Offset);
        }

        return content;
    }

    /// <summary>Keeps the name of the picture for a day, and nothing of the file.</summary>
    public async Task FinishAsync(Upload upload, string picture, CancellationToken cancellation)
    {
        await db.Set<UploadPart>().Where(part => part.UploadId == upload.Id).ExecuteDeleteAsync(cancellation);
        await db.Set<Upload>()
            .Where(row => row.Id == upload.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Picture, picture), cancellation);
    }

    public async Task DropAsync(Guid upload, CancellationToken cancellation)
    {
        await db.Set<UploadPart>().Where(part => part.UploadId == upload).ExecuteDeleteAsync(cancellation);
        await db.Set<Upload>().Where(row => row.Id == upload).ExecuteDeleteAsync(cancellation);
    }

    private static async Task<(int Read, bool IsBroken)> ReadAsync(
        Stream content,
        Memory<byte> buffer,
        CancellationToken cancellation
    )
    {
        try
        {
            return (await content.ReadAsync(buffer, cancellation), false);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            return (0, true);
        }
    }

    /// <summary>Without a token: what has arrived is stored though the connection broke.</summary>
    private async Task<bool> AddAsync(Upload upload, long offset, byte[] content)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        var now = time.GetUtcNow().UtcDateTime;
        var next = offset + content.Length;
        var moved = await db.Set<Upload>()
            .Where(row => row.Id == upload.Id && row.Received == offset)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Received, next).SetProperty(row => row.TouchedAt, now),
                CancellationToken.None
            );
        if (moved == 0)
        {
            return false;
        }

        var part = db.Add(
            new UploadPart
            {
                UploadId = upload.Id,
                Offset = offset,
                Content = content,
            }
        );
        await db.SaveChangesAsync(CancellationToken.None);
        part.State = EntityState.Detached;
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }
}
