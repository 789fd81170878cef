using System.Data.Common;
using Concord.Foundation.Pages;
using Concord.Members;

namespace Concord.Web.Serving;

/// <summary>
/// The masthead of every page, error pages included. Where the database cannot be reached, its last known state is shown.
/// </summary>
internal sealed class Masthead(SiteClock clock)
{
    private LedgerOnDate? last;

    public async Task<LedgerOnDate?> ReadAsync(MemberLedger ledger, CancellationToken cancellation)
    {
        try
        {
            return last = await ledger.OnAsync(clock.Today, cancellation);
        }
        catch (Exception failure) when (DatabaseUnavailable.Is(failure))
        {
            return last;
        }
    }
}

internal static class DatabaseUnavailable
{
    /// <summary>True where the database cannot be reached or does not answer.</summary>
    public static bool Is(Exception? failure) =>
        failure is DbException or TimeoutException
        || (failure is InvalidOperationException { InnerException: { } inner } && Is(inner));
}
