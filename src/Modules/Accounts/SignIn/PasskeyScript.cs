using Concord.Foundation.Pages;

namespace Concord.Accounts.SignIn;

/// <summary>Asks the browser for a passkey when a form with one is sent.</summary>
internal static class PasskeyScript
{
    public static PageScript Script { get; } = PageScript.Read(typeof(PasskeyScript).Assembly, "passkey");

    public static string Address => Script.Address;
}
