using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Recordings.Converting;
using Concord.Media.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Recordings.Library;

/// <summary>Removes a recording that nothing uses, with its content. It cannot be undone.</summary>
internal sealed class RemoveRecording(ConcordDb db, RecordingStore store, UploadStore uploads, IEnumerable<IMediaUse> uses)
{
    /// <returns>False where something uses it.</returns>
    public async Task<bool> RunAsync(string name, Actor actor, CancellationToken cancellation)
    {
        foreach (var module in uses)
        {
            if ((await module.FindEmbedAsync(RecordingEmbed.Name, name, cancellation)).Count > 0)
            {
                return false;
            }
        }

        var recording = await db.Set<Recording>()
            .Include(row => row.Files)
            .Include(row => row.Texts)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Name == name, cancellation);
        if (recording is null)
        {
            return true;
        }

        if (
            await db.Set<Conversion>().AsNoTracking().SingleOrDefaultAsync(row => row.Recording == name, cancellation) is
            { } waiting
        )
        {
            await uploads.DropAsync(waiting.UploadId, cancellation);
            await db.Set<Conversion>().Where(row => row.Recording == name).ExecuteDeleteAsync(cancellation);
        }

        await store.RemoveAsync([.. recording.Files.Select(file => file.Digest)], name, cancellation);
        db.RemoveRange(recording.Files);
        db.RemoveRange(recording.Texts);
        db.Remove(recording);
        db.Record(new RecordingRemoved(name) { Actor = actor, Subject = $"recording:{name}" });
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
