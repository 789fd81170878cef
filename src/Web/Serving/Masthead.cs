using System.Data.Common;
using Concord.Members;

namespace Concord.Web.Serving;

/// <summary>
/// The row of strokes at the head of every page, error pages as well: where the database does not answer, as it was
/// when it last did.
/// </summary>
internal sealed class Masthead(TimeProvider time)
{
    private LedgerOnDate? last;

    public async Task<LedgerOnDate?> ReadAsync(MemberLedger ledger, CancellationToken cancellation)
    {
        try
        {
            return last = await ledger.OnAsync(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), cancellation);
        }
        catch (Exception failure) when (DatabaseUnavailable.Is(failure))
        {
            return last;
        }
    }
}

internal static class DatabaseUnavailable
{
    /// <summary>True where the reason is that the database cannot be reached or does not answer.</summary>
    public static bool Is(Exception? failure) =>
        failure is DbException or TimeoutException
        || (failure is InvalidOperationException { InnerException: { } inner } && Is(inner));
}
