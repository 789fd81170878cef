using System.Security.Cryptography;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Recordings;

/// <summary>Stores and reads the content of recordings, in parts, so that none is in memory as a whole.</summary>
internal sealed class RecordingStore(ConcordDb db)
{
    /// <summary>Parts of one save.</summary>
    private const int Batch = 16;

    /// <summary>Stores a file, in saves of its own; what is stored already is left.</summary>
    public async Task<StoredContent> AddAsync(string path, Actor actor, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(path);
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation))[..32];
        stream.Position = 0;
        var known = await db.Set<RecordingPart>().CountAsync(part => part.Digest == digest, cancellation);
        var count = (int)((stream.Length + RecordingPart.Size - 1) / RecordingPart.Size);
        for (var first = known; first < count; first += Batch)
        {
            stream.Position = (long)first * RecordingPart.Size;
            var added = new List<RecordingPart>();
            for (var number = first; number < Math.Min(first + Batch, count); number++)
            {
                var content = new byte[Math.Min(RecordingPart.Size, stream.Length - stream.Position)];
                await stream.ReadExactlyAsync(content, cancellation);
                added.Add(
                    new RecordingPart
                    {
                        Digest = digest,
                        Number = number,
                        Content = content,
                    }
                );
            }

            db.AddRange(added);
            db.Record(
                new RecordingStored(digest, added.Sum(part => (long)part.Content.Length))
                {
                    Actor = actor,
                    Subject = $"file:{digest}",
                }
            );
            await db.SaveChangesAsync(cancellation);
            added.ForEach(part => db.Entry(part).State = EntityState.Detached);
        }

        return new StoredContent(digest, stream.Length);
    }

    /// <returns>A stream that reads the parts which are asked for.</returns>
    public Stream Open(string digest, long length) => new RecordingStream(db, digest, length);

    /// <summary>Removes the content that no recording but this one has; the caller saves.</summary>
    public async Task RemoveAsync(IReadOnlyCollection<string> digests, string recording, CancellationToken cancellation)
    {
        foreach (var digest in digests)
        {
            if (
                await db.Set<RecordingFile>().AnyAsync(file => file.Digest == digest && file.Recording != recording, cancellation)
            )
            {
                continue;
            }

            var numbers = await db.Set<RecordingPart>()
                .Where(part => part.Digest == digest)
                .Select(part => part.Number)
                .ToListAsync(cancellation);
            db.RemoveRange(
                numbers.Select(number => new RecordingPart
                {
                    Digest = digest,
                    Number = number,
                    Content = [],
                })
            );
        }
    }
}

/// <param name="Length">Bytes.</param>
internal sealed record StoredContent(string Digest, long Length);
