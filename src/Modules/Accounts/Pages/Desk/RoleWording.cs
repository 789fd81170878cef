using Concord.Foundation.Languages;

namespace Concord.Accounts.Pages.Desk;

/// <summary>Roles in the reader's language.</summary>
internal static class RoleWording
{
    public static string Of(RoleGrant grant, Localizer localizer)
    {
        var name = localizer[$"accounts.role.{RoleGrant.NameOf(grant.Role)}"];
        return grant.Scope.Length == 0 ? name : localizer.Fill("accounts.role.of", ("role", name), ("scope", grant.Scope));
    }
}
