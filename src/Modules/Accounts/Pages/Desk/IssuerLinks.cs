using Concord.Accounts.OpenId;
using Concord.Accounts.SignIn;
using Microsoft.AspNetCore.Http;

namespace Concord.Accounts.Pages.Desk;

/// <summary>Links to the issuers of the settings.</summary>
/// <param name="TextKey">Of the text on each link, which has the part <c>{issuer}</c>.</param>
/// <param name="Next">The page that comes afterwards.</param>
internal sealed record IssuerLinks(
    IReadOnlyList<(string Key, string Name)> Issuers,
    OpenIdPurpose Purpose,
    string TextKey,
    string Next
)
{
    public string AddressOf(string issuer, string language) =>
        $"/desk/{language}/openid/{issuer}" + QueryString.Create("purpose", Purpose.ToString()).Add(SignInRedirect.NextKey, Next);

    public static IReadOnlyList<(string Key, string Name)> All(AccountsOptions options) =>
        [.. options.Issuers.Select(pair => (pair.Key, pair.Value.Name)).OrderBy(pair => pair.Name, StringComparer.Ordinal)];
}
