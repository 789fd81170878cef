using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Library;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Recordings.Library;

/// <summary>Changes the name, credit, rights and consent of a recording.</summary>
internal sealed class DescribeRecording(ConcordDb db)
{
    /// <param name="basedOn"><see cref="RecordingDescription.Digest"/> when the form was opened.</param>
    public async Task<DescribeResult> RunAsync(
        string name,
        RecordingDescription description,
        string? basedOn,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!description.IsWithinLimits)
        {
            return DescribeResult.TooLong;
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync($"recording:{name}", cancellation);
        if (await db.Set<Recording>().SingleOrDefaultAsync(row => row.Name == name, cancellation) is not { } recording)
        {
            return DescribeResult.NotFound;
        }

        var stored = RecordingDescription.Of(recording);
        if (basedOn is not null && basedOn != stored.Digest)
        {
            return DescribeResult.Changed;
        }

        if (stored == description)
        {
            return DescribeResult.Unchanged;
        }

        (recording.FileName, recording.Credit) = (description.FileName, description.Credit);
        (recording.Rights, recording.Consent) = (description.Rights, description.Consent);
        db.Record(new RecordingDescribed(name) { Actor = actor, Subject = $"recording:{name}" });
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return DescribeResult.Done;
    }
}
