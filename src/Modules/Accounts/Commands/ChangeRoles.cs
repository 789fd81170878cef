using Concord.Accounts.Sessions;
using Concord.Accounts.Users;
using Concord.Foundation;
using Concord.Foundation.Storage;

namespace Concord.Accounts.Commands;

/// <summary>Gives a person other roles. They count from the person's next request on.</summary>
internal sealed class ChangeRoles(ConcordDb db, PeopleRows people, RoleRules rules, TimeProvider time)
{
    public async Task<AccountResult> RunAsync(
        Guid id,
        IReadOnlyCollection<RoleGrant> roles,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (await rules.CheckAsync(roles, cancellation) is { } refused)
        {
            return refused;
        }

        return await people.ChangeAsync(
            id,
            account =>
            {
                if (account.Roles.Select(role => role.Grant).ToHashSet().SetEquals(roles))
                {
                    return;
                }

                Apply(account, roles, time.GetUtcNow().UtcDateTime);
                db.Record(
                    new RolesChanged(account.UserName, [.. roles.Select(grant => grant.ToString())])
                    {
                        Actor = actor,
                        Subject = PersonSessions.SubjectOf(id),
                    }
                );
            },
            cancellation
        );
    }

    /// <param name="now">UTC.</param>
    internal static void Apply(Account account, IReadOnlyCollection<RoleGrant> roles, DateTime now)
    {
        account.Roles.RemoveAll(role => !roles.Contains(role.Grant));
        account.Roles.AddRange(
            roles
                .Distinct()
                .Where(grant => account.Roles.TrueForAll(role => role.Grant != grant))
                .Select(grant => new AccountRole
                {
                    AccountId = account.Id,
                    Role = grant.Role,
                    Scope = grant.Scope,
                    GrantedAt = now,
                })
        );
    }
}
