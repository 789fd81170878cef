using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Converting;

namespace Concord.Media.Import;

/// <summary>Imports the video and audio of a content pack.</summary>
internal sealed class RecordingImporter(
    ConcordDb db,
    RecordingStore store,
    MediaStore media,
    ConvertFile convert,
    Ffmpeg ffmpeg,
    LanguageSet languages
) : IContentImporter
{
    public int Order => 7;

    public Task<IImportPlan> ReadAsync(ContentFolder pack, CancellationToken cancellation)
    {
        var reader = new RecordingFolder(pack, languages);
        var drafts = pack.Folders("recordings").Select(reader.Read).OfType<RecordingDraft>().ToList();
        return Task.FromResult<IImportPlan>(
            new RecordingImportPlan(db, store, media, new InspectRecordings(convert, ffmpeg, pack), drafts)
        );
    }
}
