using System.Security.Claims;
using Concord.Accounts.Roles;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Accounts.Users;

internal sealed class PeopleNames(ConcordDb db) : IPeopleNames
{
    private const string Prefix = "person:";

    public async Task<IReadOnlyDictionary<string, string>> FindAsync(IEnumerable<string> actors, CancellationToken cancellation)
    {
        var ids = actors
            .Where(actor => actor.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(actor => Guid.TryParseExact(actor[Prefix.Length..], "N", out var id) ? id : Guid.Empty)
            .Distinct()
            .ToList();
        var accounts = await db.Set<Account>()
            .AsNoTracking()
            .Where(account => ids.Contains(account.Id))
            .Select(account => new
            {
                account.Id,
                account.DisplayName,
                account.UserName,
            })
            .ToListAsync(cancellation);
        return accounts.ToDictionary(
            account => DeskPerson.ActorOf(account.Id).ToString(),
            account => account.DisplayName ?? account.UserName,
            StringComparer.Ordinal
        );
    }

    public async Task<ClaimsPrincipal?> RightsOfAsync(Guid account, CancellationToken cancellation)
    {
        var found = await db.Set<Account>()
            .AsNoTracking()
            .Include(row => row.Roles)
            .SingleOrDefaultAsync(row => row.Id == account && row.DisabledAt == null, cancellation);
        return found is null
            ? null
            : new ClaimsPrincipal(
                new ClaimsIdentity([
                    new Claim(ClaimTypes.NameIdentifier, account.ToString("D")),
                    .. RoleClaims.RightsOf(found.Roles.Select(role => role.Grant)),
                ])
            );
    }

    public async Task<IReadOnlyList<PersonName>> WithRightAsync(string policy, CancellationToken cancellation)
    {
        var accounts = await db.Set<Account>()
            .AsNoTracking()
            .Include(account => account.Roles)
            .Where(account => account.DisabledAt == null)
            .OrderBy(account => account.NormalizedUserName)
            .ToListAsync(cancellation);
        return
        [
            .. accounts
                .Where(account =>
                    RoleClaims.RightsOf(account.Roles.Select(role => role.Grant)).Any(right => right.Value == policy)
                )
                .Select(account => new PersonName(account.Id.ToString("N"), account.UserName, account.Name)),
        ];
    }
}
