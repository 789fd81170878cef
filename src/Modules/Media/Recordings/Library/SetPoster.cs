using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Library;
using Concord.Media.Recordings.Converting;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Recordings.Library;

/// <summary>Changes the picture that a film shows before it plays.</summary>
internal sealed class SetPoster(ConcordDb db, RecordingStore store, ConvertFile convert, AddPoster posters, Ffmpeg ffmpeg)
{
    /// <summary>False where moments of a film cannot be drawn on this machine.</summary>
    public bool CanDraw => ffmpeg.IsInstalled;

    /// <summary>Draws a moment of the film.</summary>
    /// <param name="at">After its end, the last moment is drawn.</param>
    /// <exception cref="RecordingFaultException">It cannot be drawn.</exception>
    public async Task<DescribeResult> FromMomentAsync(string name, TimeSpan at, Actor actor, CancellationToken cancellation)
    {
        var film = await db.Set<Recording>()
            .Where(row => row.Name == name && row.Kind == RecordingKind.Video && row.State == RecordingState.Ready)
            .Select(row => new { row.Duration, row.Files })
            .SingleOrDefaultAsync(cancellation);
        if (film is null)
        {
            return DescribeResult.NotFound;
        }

        var best = film.Files.Where(file => file.Variant != RecordingVariant.Sound).MaxBy(file => file.Length)!;
        var folder = Directory.CreateTempSubdirectory("concord-poster-").FullName;
        try
        {
            var path = Path.Combine(folder, "film.mp4");
            await using (var file = File.Create(path))
            {
                await using var content = store.Open(best.Digest, best.Length);
                await content.CopyToAsync(file, cancellation);
            }

            // The very last frame begins before the end.
            var last = TimeSpan.FromMilliseconds(Math.Max(0, film.Duration - 200));
            var drawn = await convert.DrawPosterAsync(path, at < last ? at : last, folder, cancellation);
            return await FromPictureAsync(name, drawn, actor, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <param name="picture">A picture in any format of the library but a drawing.</param>
    /// <exception cref="RecordingFaultException">It is no picture.</exception>
    public async Task<DescribeResult> FromPictureAsync(string name, byte[] picture, Actor actor, CancellationToken cancellation)
    {
        var digest = await posters.RunAsync(picture, actor, cancellation);
        await using var transaction = await db.BeginExclusiveTransactionAsync($"recording:{name}", cancellation);
        var recording = await db.Set<Recording>()
            .SingleOrDefaultAsync(row => row.Name == name && row.Kind == RecordingKind.Video, cancellation);
        if (recording is null)
        {
            return DescribeResult.NotFound;
        }

        if (recording.Poster == digest)
        {
            return DescribeResult.Unchanged;
        }

        recording.Poster = digest;
        db.Record(new RecordingDescribed(name) { Actor = actor, Subject = $"recording:{name}" });
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return DescribeResult.Done;
    }
}
