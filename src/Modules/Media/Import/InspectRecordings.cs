using Concord.Foundation.ContentImport;
using Concord.Media.Files;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Converting;
using Concord.Media.Rendering;

namespace Concord.Media.Import;

/// <summary>Looks into the recordings of a pack that are not stored yet.</summary>
internal sealed class InspectRecordings(ConvertFile convert, Ffmpeg ffmpeg, ContentFolder pack)
{
    private const int MaxPoster = 4 << 20;

    private static readonly RecordingFormat Mp4 = new("mov");

    private readonly Dictionary<string, RecordingFacts> facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rendition> posters = new(StringComparer.Ordinal);

    /// <returns>What was found in the files; null where they are stored, and where they are refused.</returns>
    public RecordingFacts? FactsOf(RecordingDraft draft) => facts.GetValueOrDefault(draft.Name);

    /// <returns>Null where there is none.</returns>
    public Rendition? PosterOf(RecordingDraft draft) => posters.GetValueOrDefault(draft.Name);

    /// <summary>Trust boundary: a file is stored as it is, so it has to be one that a site made.</summary>
    public async Task ReadAsync(RecordingDraft draft, CancellationToken cancellation)
    {
        if (!ffmpeg.IsInstalled)
        {
            pack.Report(
                draft.Files[0].File,
                0,
                ImportProblemCode.InvalidFile,
                "video and audio are looked into with ffmpeg, which is not installed here: install it, and import again."
            );
            return;
        }

        var found = new Dictionary<RecordingVariant, SourceStreams>();
        foreach (var file in draft.Files)
        {
            try
            {
                var streams = await convert.ReadAsync(file.Path, Mp4, cancellation);
                if (
                    ConvertFile.FormatOf(file.Path) != Mp4
                    || !streams.IsConverted
                    || (streams.Picture is null) != (file.Type == "audio/mp4")
                )
                {
                    pack.Report(
                        file.File,
                        0,
                        ImportProblemCode.InvalidFile,
                        "this is no variant that a site made: upload the film in the workspace, where it is converted and what it says about itself is removed."
                    );
                }

                found[file.Variant] = streams;
            }
            catch (RecordingFaultException fault)
            {
                pack.Report(file.File, 0, ImportProblemCode.InvalidFile, fault.Message);
            }
        }

        if (found.GetValueOrDefault(RecordingVariant.Small) is { Duration: { } duration } small)
        {
            var size = (found.GetValueOrDefault(RecordingVariant.Large) ?? small).Picture;
            facts[draft.Name] = new RecordingFacts(
                size is null ? RecordingKind.Audio : RecordingKind.Video,
                (int)duration.TotalMilliseconds,
                small.HasSound,
                size?.Width ?? 0,
                size?.Height ?? 0
            );
        }
    }

    /// <param name="stored">Digest of the picture that the recording has; null for none.</param>
    public async Task ReadPosterAsync(RecordingDraft draft, string? stored, CancellationToken cancellation)
    {
        if (draft.Poster is not { } file || pack.ReadBytes(file, MaxPoster) is not { } content)
        {
            return;
        }

        if (stored == MediaFile.DigestOf(content))
        {
            posters[draft.Name] = new Rendition("image/jpeg", 0, content);
            return;
        }

        try
        {
            posters[draft.Name] = await AddPoster.RenderAsync(content, cancellation);
        }
        catch (RecordingFaultException)
        {
            pack.Report(file, 0, ImportProblemCode.InvalidFile, "this is no picture that can be shown before a film plays.");
        }
    }
}

/// <param name="Duration">Milliseconds.</param>
/// <param name="Width">Pixels of the largest variant; 0 for audio.</param>
internal sealed record RecordingFacts(RecordingKind Kind, int Duration, bool HasSound, int Width, int Height);
