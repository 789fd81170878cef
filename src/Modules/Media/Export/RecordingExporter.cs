using Concord.Foundation.ContentExport;
using Concord.Foundation.Storage;
using Concord.Media.Import;
using Concord.Media.Recordings;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Export;

/// <summary>Writes video and audio into <c>recordings/{name}</c>: every variant, with captions and transcripts.</summary>
internal sealed class RecordingExporter(ConcordDb db, MediaStore media, RecordingStore store) : IContentExporter
{
    public int Order => 7;

    public IReadOnlyList<string> Parts => ["recordings"];

    public async Task WriteAsync(ExportFolder folder, CancellationToken cancellation)
    {
        var recordings = await db.Set<Recording>()
            .AsNoTracking()
            .Where(recording => recording.State == RecordingState.Ready)
            .Include(recording => recording.Files)
            .Include(recording => recording.Texts)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        foreach (var recording in recordings.OrderBy(recording => recording.Name, StringComparer.Ordinal))
        {
            await WriteAsync(recording, folder, cancellation);
            folder.Define($"recording:{recording.Name}");
        }
    }

    private async Task WriteAsync(Recording recording, ExportFolder folder, CancellationToken cancellation)
    {
        var path = $"recordings/{recording.Name}";
        var about = new YamlText()
            .Add("file", recording.FileName)
            .Add("credit", recording.Credit)
            .Add("rights", recording.Rights)
            .Add("consent", recording.Consent);
        await folder.WriteYamlAsync($"{path}/recording.yaml", about, comment: null, cancellation);
        foreach (var file in recording.Files)
        {
            await using var content = store.Open(file.Digest, file.Length);
            await folder.WriteStreamAsync($"{path}/{RecordingFolder.NameOf(file.Variant, file.Type)}", content, cancellation);
        }

        if (recording.Poster is { } poster)
        {
            var picture =
                await media.ReadFileAsync(poster, cancellation)
                ?? throw new IOException($"The picture of the recording “{recording.Name}” is not in the database.");
            await folder.WriteBytesAsync($"{path}/{RecordingFolder.Poster}", picture, cancellation);
        }

        foreach (var texts in recording.Texts)
        {
            if (texts.Captions is { } captions)
            {
                await folder.WriteTextAsync($"{path}/captions.{texts.Language}.vtt", captions, cancellation);
            }

            if (texts.Transcript is { } transcript)
            {
                await folder.WriteTextAsync($"{path}/transcript.{texts.Language}.txt", $"{transcript}\n", cancellation);
            }
        }
    }
}
