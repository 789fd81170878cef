using Concord.Foundation.Languages;

namespace Concord.Accounts.Pages.Desk;

/// <summary>Puts what a command on accounts refused into words.</summary>
internal static class AccountWording
{
    public static string Of(AccountResult result, Localizer localizer) =>
        localizer.Fill(
            result.Code switch
            {
                AccountCode.InvalidName => "accounts.error.invalid-name",
                AccountCode.NameTaken => "accounts.error.name-taken",
                AccountCode.UnknownAccount => "accounts.error.unknown-account",
                AccountCode.RoleMissing => "accounts.error.role-missing",
                AccountCode.UnknownLanguage => "accounts.error.unknown-language",
                AccountCode.UnknownMember => "accounts.error.unknown-member",
                AccountCode.LastAdministrator => "accounts.error.last-administrator",
                _ => "accounts.conflict",
            },
            ("detail", result.Detail ?? "")
        );
}
