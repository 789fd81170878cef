using Concord.Accounts.SignIn;
using Concord.Accounts.Users;

namespace Concord.Accounts.Pages.Desk;

/// <summary>A form that sets a password together with an authenticator app.</summary>
/// <param name="Key">Base32, as authenticator apps read it.</param>
/// <param name="Protected">The key as <see cref="PendingKeys"/> protects it.</param>
internal sealed record PasswordForm(string Key, string Protected, QrPicture Qr)
{
    /// <summary>The key to type where no camera can read the picture.</summary>
    public string KeyInGroups => string.Join(' ', Key.Chunk(4).Select(group => new string(group)));

    /// <param name="issuer">How the app names the site.</param>
    public static PasswordForm Of(Account account, PendingKeys keys, string issuer)
    {
        var (key, hidden) = keys.Make(account);
        var (name, site) = (Uri.EscapeDataString(account.UserName), Uri.EscapeDataString(issuer));
        return new PasswordForm(
            key,
            hidden,
            QrPicture.Of($"otpauth://totp/{site}:{name}?secret={key}&issuer={site}&digits=6&period=30")
        );
    }
}
