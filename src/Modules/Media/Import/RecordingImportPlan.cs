using System.Text;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Library;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Import;

/// <summary>The recordings of a pack; every one is looked into before the first is stored.</summary>
internal sealed class RecordingImportPlan(
    ConcordDb db,
    RecordingStore store,
    MediaStore media,
    InspectRecordings inspection,
    List<RecordingDraft> drafts
) : IImportPlan
{
    public IEnumerable<string> DefinedNames => drafts.Select(draft => $"recording:{draft.Name}");

    public async Task CheckAsync(
        ContentFolder folder,
        ContentIndex index,
        IProgress<string>? progress,
        CancellationToken cancellation
    )
    {
        foreach (var draft in drafts)
        {
            progress?.Report($"recordings/{draft.Name}");
            var stored = await FindAsync(draft.Name, cancellation);
            if (stored is null || !HasFilesOf(stored, draft))
            {
                await inspection.ReadAsync(draft, cancellation);
            }

            await inspection.ReadPosterAsync(draft, stored?.Poster, cancellation);
        }
    }

    public async Task<ImportCounts> ApplyAsync(ImportContext context, CancellationToken cancellation)
    {
        var counts = default(ImportCounts);
        foreach (var draft in drafts)
        {
            context.Report(draft.Name);
            if (!context.IsDryRun)
            {
                await AddContentAsync(draft, context, cancellation);
            }

            counts += await context.ApplyAsync(() => ApplyAsync(draft, context, cancellation), cancellation);
        }

        return counts;
    }

    private static bool HasFilesOf(Recording stored, RecordingDraft draft) =>
        stored
            .Files.Select(file => (file.Variant, file.Digest))
            .Order()
            .SequenceEqual(draft.Files.Select(file => (file.Variant, file.Digest)).Order());

    private Task<Recording?> FindAsync(string name, CancellationToken cancellation) =>
        db.Set<Recording>()
            .Include(recording => recording.Files)
            .Include(recording => recording.Texts)
            .AsSplitQuery()
            .SingleOrDefaultAsync(recording => recording.Name == name, cancellation);

    private async Task AddContentAsync(RecordingDraft draft, ImportContext context, CancellationToken cancellation)
    {
        if (inspection.FactsOf(draft) is not null)
        {
            foreach (var file in draft.Files)
            {
                var content = await store.AddAsync(file.Path, context.Actor, cancellation);
                if (content.Digest != file.Digest)
                {
                    throw new IOException($"{file.File} was changed while the pack was being imported; import it again.");
                }
            }
        }

        if (inspection.PosterOf(draft) is { } poster)
        {
            await media.AddFileAsync(poster.Type, poster.Content, context.Actor, cancellation);
        }

        foreach (var captions in draft.Texts.Select(texts => texts.Captions).OfType<string>())
        {
            await media.AddFileAsync(
                WriteRecordingTexts.CaptionsType,
                Encoding.UTF8.GetBytes(captions),
                context.Actor,
                cancellation
            );
        }
    }

    private async Task<ImportCounts> ApplyAsync(RecordingDraft draft, ImportContext context, CancellationToken cancellation)
    {
        var stored = await FindAsync(draft.Name, cancellation);
        if (stored is null)
        {
            Add(draft, context);
            return new ImportCounts(Added: 1, 0, 0);
        }

        var present = RecordingDescription.DigestOf(stored);
        var wanted = new Recording
        {
            Name = draft.Name,
            FileName = "",
            State = RecordingState.Ready,
            Duration = 0,
            HasSound = false,
            Width = 0,
            Height = 0,
        };
        Describe(wanted, draft);
        if (HasFilesOf(stored, draft) && present == RecordingDescription.DigestOf(wanted))
        {
            return new ImportCounts(0, 0, Unchanged: 1);
        }

        if (stored.ImportedDigest != present && !context.Overwrites)
        {
            context.Conflict($"recordings/{draft.Name}/recording.yaml", $"recording:{draft.Name}");
            return new ImportCounts(0, 0, Unchanged: 1);
        }

        if (!context.IsDryRun)
        {
            Describe(stored, draft);
            if (!HasFilesOf(stored, draft))
            {
                AssignFiles(stored, draft);
            }

            stored.ImportedDigest = RecordingDescription.DigestOf(stored);
            db.Record(new RecordingAdded(draft.Name) { Actor = context.Actor, Subject = $"recording:{draft.Name}" });
        }

        return new ImportCounts(0, Changed: 1, 0);
    }

    private void Add(RecordingDraft draft, ImportContext context)
    {
        var recording = new Recording
        {
            Name = draft.Name,
            FileName = draft.Description.FileName,
            State = RecordingState.Ready,
            Duration = 0,
            HasSound = false,
            Width = 0,
            Height = 0,
        };
        AssignFiles(recording, draft);
        Describe(recording, draft);
        recording.ImportedDigest = RecordingDescription.DigestOf(recording);
        db.Add(recording);
        db.Record(new RecordingAdded(draft.Name) { Actor = context.Actor, Subject = $"recording:{draft.Name}" });
    }

    private void AssignFiles(Recording recording, RecordingDraft draft)
    {
        var found = inspection.FactsOf(draft)!;
        (recording.Kind, recording.Duration, recording.HasSound) = (found.Kind, found.Duration, found.HasSound);
        (recording.Width, recording.Height, recording.State) = (found.Width, found.Height, RecordingState.Ready);
        var known = recording.Files.ToDictionary(file => file.Variant);
        foreach (var file in draft.Files)
        {
            if (known.Remove(file.Variant, out var present))
            {
                (present.Digest, present.Type, present.Length) = (file.Digest, file.Type, file.Length);
                continue;
            }

            recording.Files.Add(
                new RecordingFile
                {
                    Recording = draft.Name,
                    Variant = file.Variant,
                    Digest = file.Digest,
                    Type = file.Type,
                    Length = file.Length,
                }
            );
        }

        recording.Files.RemoveAll(known.ContainsValue);
    }

    private void Describe(Recording recording, RecordingDraft draft)
    {
        var about = draft.Description;
        (recording.FileName, recording.Credit) = (about.FileName, about.Credit);
        (recording.Rights, recording.Consent) = (about.Rights, about.Consent);
        recording.Poster = inspection.PosterOf(draft) is { } poster ? MediaFile.DigestOf(poster.Content) : null;
        foreach (var texts in recording.Texts.Where(texts => !draft.Texts.Any(given => given.Language == texts.Language)))
        {
            (texts.Captions, texts.CaptionsFile, texts.Transcript) = (null, null, null);
        }

        foreach (var given in draft.Texts)
        {
            var texts = recording.Texts.Find(one => one.Language == given.Language);
            if (texts is null)
            {
                texts = new RecordingTexts { Recording = draft.Name, Language = given.Language };
                recording.Texts.Add(texts);
            }

            (texts.Captions, texts.CaptionsFile, texts.Transcript) = (given.Captions, given.CaptionsFile, given.Transcript);
        }
    }
}
