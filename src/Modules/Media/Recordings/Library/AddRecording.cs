using System.Security.Cryptography;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Library;
using Concord.Media.Recordings.Converting;
using Concord.Media.Uploads;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Recordings.Library;

/// <summary>Adds video or audio that a person of the workspace has uploaded. It is converted in the background.</summary>
internal sealed class AddRecording(ConcordDb db, UploadStore uploads, TimeProvider time)
{
    private const int MaxFileName = 120;

    /// <param name="upload">Finished. It is kept until the recording is converted.</param>
    public async Task<AddRecordingResult> RunAsync(Upload upload, Actor actor, CancellationToken cancellation)
    {
        if (upload.Length > RecordingLimits.MaxBytes)
        {
            return new AddRecordingResult(null) { Fault = RecordingFaultCode.TooLarge };
        }

        if (RecordingFormat.Of(await uploads.ReadHeadAsync(upload, RecordingFormat.HeadLength, cancellation)) is null)
        {
            return new AddRecordingResult(null) { Fault = RecordingFaultCode.UnknownFormat };
        }

        var digest = await DigestOfAsync(upload, cancellation);
        await using var transaction = await db.BeginExclusiveTransactionAsync($"recording:{digest}", cancellation);
        var present = await db.Set<Recording>()
            .Where(recording => recording.SourceDigest == digest && recording.State != RecordingState.Refused)
            .Select(recording => recording.Name)
            .FirstOrDefaultAsync(cancellation);
        if (present is not null)
        {
            return new AddRecordingResult(present) { IsPresent = true };
        }

        var name = $"recording-{RandomNumberGenerator.GetHexString(10, lowercase: true)}";
        var now = time.GetUtcNow().UtcDateTime;
        db.Add(
            new Recording
            {
                Name = name,
                FileName = NameOf(upload.FileName) ?? name,
                SourceDigest = digest,
                State = RecordingState.Converting,
                Duration = 0,
                HasSound = false,
                Width = 0,
                Height = 0,
                UploadedAt = now,
                UploadedBy = actor.ToString(),
            }
        );
        db.Add(
            new Conversion
            {
                Recording = name,
                UploadId = upload.Id,
                QueuedAt = now,
                Attempts = 0,
                Progress = 0,
            }
        );
        db.Record(new RecordingUploaded(name) { Actor = actor, Subject = $"recording:{name}" });
        await db.SaveChangesAsync(cancellation);
        await uploads.KeepAsync(upload, name, cancellation);
        await db.CommitAsync(transaction, cancellation);
        return new AddRecordingResult(name);
    }

    /// <returns>In one line and not too long; null where nothing is left.</returns>
    public static string? NameOf(string? given)
    {
        var clean = PictureTexts.Clean(given);
        return clean?.Length > MaxFileName ? clean[^MaxFileName..] : clean;
    }

    private async Task<string> DigestOfAsync(Upload upload, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var part in uploads.PartsAsync(upload.Id).WithCancellation(cancellation))
        {
            hash.AppendData(part);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <param name="Name">Of the recording; null where the file is refused.</param>
internal sealed record AddRecordingResult(string? Name)
{
    /// <summary>True where the same file is in the library already, under this name.</summary>
    public bool IsPresent { get; init; }

    public RecordingFaultCode? Fault { get; init; }
}
