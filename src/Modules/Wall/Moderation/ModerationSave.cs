using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Wall.Moderation;

internal static class ModerationSave
{
    /// <summary>Saves and commits what a command changed.</summary>
    /// <returns>
    /// The result; <see cref="ModerationCode.Conflict"/> where an import changed the same row meanwhile, and then nothing was
    /// saved.
    /// </returns>
    public static async Task<ModerationResult> SaveAsync(
        this ConcordDb db,
        IDbContextTransaction transaction,
        ModerationResult result,
        CancellationToken cancellation
    )
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            await db.CommitAsync(transaction, cancellation);
            return result;
        }
        catch (DbUpdateException failure) when (WriteConflict.Is(failure))
        {
            db.Discard();
            return result with { Code = ModerationCode.Conflict };
        }
    }
}
