using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Recordings;

/// <summary>The content of a recording, of which one part is in memory at a time.</summary>
internal sealed class RecordingStream(ConcordDb db, string digest, long length) : Stream
{
    private byte[] part = [];
    private int number = -1;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= length || buffer.Length == 0)
        {
            return 0;
        }

        var wanted = (int)(Position / RecordingPart.Size);
        if (wanted != number)
        {
            part =
                await db.Set<RecordingPart>()
                    .Where(row => row.Digest == digest && row.Number == wanted)
                    .Select(row => row.Content)
                    .SingleOrDefaultAsync(cancellationToken)
                ?? throw new IOException($"Part {wanted} of the recording {digest} is not in the database.");
            number = wanted;
        }

        var start = (int)(Position % RecordingPart.Size);
        var count = Math.Min(buffer.Length, part.Length - start);
        part.AsMemory(start, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => length + offset,
        };

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The database is read without blocking: use ReadAsync.");

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
