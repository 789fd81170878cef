using Concord.Accounts.Sessions;
using Concord.Accounts.Users;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Identity;

namespace Concord.Accounts;

/// <summary>
/// Makes a new link by which a person chooses how to sign in, as when a phone was lost. Earlier links are void and all sessions
/// end; what the person signed in with stays valid until the link is used.
/// </summary>
public sealed class IssueSignInLink
{
    private readonly UserManager<Account> users;
    private readonly ConcordDb db;
    private readonly InvitationLinks links;

    internal IssueSignInLink(UserManager<Account> users, ConcordDb db, InvitationLinks links) =>
        (this.users, this.db, this.links) = (users, db, links);

    public async Task<AccountResult> RunAsync(string userName, Actor actor)
    {
        if (await users.FindByNameAsync(userName.Trim()) is not { } account)
        {
            return new AccountResult(AccountCode.UnknownAccount, userName);
        }

        db.Record(new SignInLinkIssued(account.UserName) { Actor = actor, Subject = PersonSessions.SubjectOf(account.Id) });
        var saved = await users.UpdateSecurityStampAsync(account);
        if (!saved.Succeeded)
        {
            db.Discard();
            return new AccountResult(AccountCode.Conflict, account.UserName);
        }

        return new AccountResult(AccountCode.Done, account.UserName) { Token = links.TokenFor(account) };
    }
}
