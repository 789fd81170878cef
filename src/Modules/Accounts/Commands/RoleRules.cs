using Concord.Foundation.Languages;
using Concord.Members;

namespace Concord.Accounts.Commands;

/// <summary>Which roles a person can be given.</summary>
internal sealed class RoleRules(LanguageSet languages, MemberLedger members, TimeProvider time)
{
    /// <returns>Null where all can be given.</returns>
    public async Task<AccountResult?> CheckAsync(IReadOnlyCollection<RoleGrant> roles, CancellationToken cancellation)
    {
        if (roles.Count == 0)
        {
            return new AccountResult(AccountCode.RoleMissing);
        }

        foreach (var grant in roles)
        {
            if (grant.Role == Role.Translator && languages.Find(grant.Scope) is null)
            {
                return new AccountResult(AccountCode.UnknownLanguage, grant.Scope);
            }

            if (grant.Role == Role.FocalPoint && !await IsMemberAsync(grant.Scope, cancellation))
            {
                return new AccountResult(AccountCode.UnknownMember, grant.Scope);
            }
        }

        return null;
    }

    private async Task<bool> IsMemberAsync(string slug, CancellationToken cancellation) =>
        await members.FindAsync(slug, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), cancellation) is not null;
}
