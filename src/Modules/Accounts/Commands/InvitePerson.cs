using Concord.Accounts.Commands;
using Concord.Accounts.Sessions;
using Concord.Accounts.Users;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Identity;

namespace Concord.Accounts;

/// <summary>
/// Makes an account without a way of signing in, and a link by which the person chooses one. Where an invited person has not
/// chosen yet, it changes the roles and makes a new link.
/// </summary>
public sealed class InvitePerson
{
    internal const int MaxName = 200;

    private readonly UserManager<Account> users;
    private readonly ConcordDb db;
    private readonly RoleRules rules;
    private readonly InvitationLinks links;
    private readonly TimeProvider time;

    internal InvitePerson(UserManager<Account> users, ConcordDb db, RoleRules rules, InvitationLinks links, TimeProvider time) =>
        (this.users, this.db, this.rules, this.links, this.time) = (users, db, rules, links, time);

    public async Task<AccountResult> RunAsync(Invitation invitation, Actor actor, CancellationToken cancellation)
    {
        var (name, displayName) = (invitation.UserName.Trim(), invitation.DisplayName?.Trim());
        if (!IsName(name) || displayName is { Length: > MaxName })
        {
            return new AccountResult(AccountCode.InvalidName, name);
        }

        var roles = invitation.Roles.Distinct().ToList();
        if (await rules.CheckAsync(roles, cancellation) is { } refused)
        {
            return refused;
        }

        var known = await users.FindByNameAsync(name);
        if (known is { HasCredentials: true })
        {
            return new AccountResult(AccountCode.NameTaken, name);
        }

        var account = known ?? new Account { Id = Guid.CreateVersion7(), UserName = name };
        account.DisplayName = string.IsNullOrEmpty(displayName) ? account.DisplayName : displayName;
        ChangeRoles.Apply(account, roles, time.GetUtcNow().UtcDateTime);
        db.Record(
            new PersonInvited(name, [.. roles.Select(grant => grant.ToString())])
            {
                Actor = actor,
                Subject = PersonSessions.SubjectOf(account.Id),
            }
        );
        var saved = known is null ? await users.CreateAsync(account) : await users.UpdateSecurityStampAsync(account);
        if (!saved.Succeeded)
        {
            db.Discard();
            return new AccountResult(AccountCode.Conflict, name);
        }

        return new AccountResult(AccountCode.Done, name) { Token = links.TokenFor(account) };
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxName && !name.Any(sign => char.IsWhiteSpace(sign) || char.IsControl(sign));
}

/// <summary>Who is invited.</summary>
/// <param name="UserName">What the person types to sign in, usually an e-mail address.</param>
/// <param name="DisplayName">As colleagues know the person; null shows the user name.</param>
public sealed record Invitation(string UserName, string? DisplayName, IReadOnlyList<RoleGrant> Roles);
