using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Members;

namespace Concord.Web.Serving;

/// <summary>
/// The masthead of every page, error pages included. Where the database cannot be reached, its last known state is shown.
/// </summary>
internal sealed class Masthead(SiteClock clock, DatabaseAvailability database)
{
    private LedgerOnDate? last;

    public async Task<LedgerOnDate?> ReadAsync(MemberLedger ledger, CancellationToken cancellation)
    {
        try
        {
            return last = await ledger.OnAsync(clock.Today, cancellation);
        }
        catch (Exception failure) when (database.IsOutage(failure))
        {
            return last;
        }
    }
}
