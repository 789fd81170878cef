using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Recordings.Converting;

/// <summary>Converts one recording that was claimed, and stores the result.</summary>
internal sealed class ConvertRecording(
    ConcordDb db,
    ConvertFile convert,
    RecordingStore store,
    UploadStore uploads,
    AddPoster posters,
    StorageSettings settings
)
{
    private static readonly Actor Self = Actor.System("recordings");

    private string Root => Path.Combine(settings.DataDirectory, "conversions");

    /// <param name="progress">Called with percent.</param>
    public async Task RunAsync(Conversion conversion, Action<int> progress, CancellationToken cancellation)
    {
        if (
            !await db.Set<Recording>()
                .AnyAsync(row => row.Name == conversion.Recording && row.State == RecordingState.Converting, cancellation)
        )
        {
            // It was converted by a node that stopped before it could say so.
            await EndAsync(conversion, cancellation);
            return;
        }

        var folder = Path.Combine(Root, conversion.Recording);
        Clear(folder);
        PrivateFiles.RestrictFolder(Root);
        PrivateFiles.RestrictFolder(folder);
        try
        {
            var source = Path.Combine(folder, "source");
            await using (var file = File.Create(source))
            {
                await foreach (var part in uploads.PartsAsync(conversion.UploadId).WithCancellation(cancellation))
                {
                    await file.WriteAsync(part, cancellation);
                }
            }

            var converted = await convert.RunAsync(source, folder, progress, cancellation);
            var stored = new List<RecordingFile>();
            foreach (var variant in converted.Files)
            {
                var content = await store.AddAsync(variant.Path, Self, cancellation);
                stored.Add(
                    new RecordingFile
                    {
                        Recording = conversion.Recording,
                        Variant = variant.Variant,
                        Digest = content.Digest,
                        Type = variant.Type,
                        Length = content.Length,
                    }
                );
            }

            var poster = converted.Poster is { } drawn ? await posters.RunAsync(drawn, Self, cancellation) : null;
            await FinishAsync(conversion, converted, poster, stored, cancellation);
        }
        catch (RecordingFaultException fault)
        {
            await RefuseAsync(conversion, fault.Code, cancellation);
        }
        finally
        {
            Clear(folder);
        }
    }

    /// <summary>Ends the conversion of a recording that cannot be converted.</summary>
    public async Task RefuseAsync(Conversion conversion, RecordingFaultCode fault, CancellationToken cancellation)
    {
        var recording = await db.Set<Recording>()
            .SingleOrDefaultAsync(
                row => row.Name == conversion.Recording && row.State == RecordingState.Converting,
                cancellation
            );
        if (recording is not null)
        {
            (recording.State, recording.Fault) = (RecordingState.Refused, fault);
            db.Record(new RecordingRefused(recording.Name) { Actor = Self, Subject = $"recording:{recording.Name}" });
            await db.SaveChangesAsync(cancellation);
        }

        await EndAsync(conversion, cancellation);
    }

    private async Task FinishAsync(
        Conversion conversion,
        ConvertedFile converted,
        string? poster,
        List<RecordingFile> stored,
        CancellationToken cancellation
    )
    {
        var recording = await db.Set<Recording>()
            .Include(row => row.Files)
            .SingleOrDefaultAsync(row => row.Name == conversion.Recording, cancellation);
        if (recording is null)
        {
            await store.RemoveAsync([.. stored.Select(file => file.Digest)], conversion.Recording, cancellation);
            db.Record(new RecordingRemoved(conversion.Recording) { Actor = Self, Subject = $"recording:{conversion.Recording}" });
            await db.SaveChangesAsync(cancellation);
            return;
        }

        (recording.State, recording.Kind) = (RecordingState.Ready, converted.Kind);
        (recording.Duration, recording.HasSound) = ((int)converted.Duration.TotalMilliseconds, converted.HasSound);
        ((recording.Width, recording.Height), recording.Poster) = (converted.Size, poster);
        recording.Files.AddRange(stored);
        db.Record(new RecordingConverted(recording.Name) { Actor = Self, Subject = $"recording:{recording.Name}" });
        await db.SaveChangesAsync(cancellation);
        await EndAsync(conversion, cancellation);
    }

    private async Task EndAsync(Conversion conversion, CancellationToken cancellation)
    {
        await uploads.DropAsync(conversion.UploadId, cancellation);
        await db.Set<Conversion>().Where(row => row.Recording == conversion.Recording).ExecuteDeleteAsync(cancellation);
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
