using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Library;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Downloads;

/// <summary>Changes the name and the rights of a file for download.</summary>
internal sealed class DescribeFile(ConcordDb db)
{
    /// <param name="basedOn"><see cref="FileDescription.Digest"/> when the form was opened.</param>
    public async Task<DescribeResult> RunAsync(
        string name,
        FileDescription description,
        string? basedOn,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!description.IsWithinLimits)
        {
            return DescribeResult.TooLong;
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync($"file:{name}", cancellation);
        if (await db.Set<DownloadFile>().SingleOrDefaultAsync(file => file.Name == name, cancellation) is not { } file)
        {
            return DescribeResult.NotFound;
        }

        var stored = FileDescription.Of(file);
        if (basedOn is not null && basedOn != stored.Digest)
        {
            return DescribeResult.Changed;
        }

        if (stored == description)
        {
            return DescribeResult.Unchanged;
        }

        (file.FileName, file.Rights) = (description.FileName, description.Rights);
        db.Record(new DownloadDescribed(name) { Actor = actor, Subject = $"file:{name}" });
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return DescribeResult.Done;
    }
}
