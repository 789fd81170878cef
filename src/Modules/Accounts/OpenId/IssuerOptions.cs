using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Concord.Accounts.OpenId;

/// <summary>An OpenID Connect issuer, such as a ministry's sign-in: <c>Concord:Accounts:Issuers:{key}</c>.</summary>
internal sealed partial class IssuerOptions
{
    /// <summary>As people know it, on the button that signs in there.</summary>
    public string Name { get; set; } = "";

    /// <summary>Address of the issuer: <c>https://sign-in.example.org/</c>. http is accepted for this computer only.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    /// <summary>A secret: set it by the environment.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Level of assurance (<c>acr</c>) that is asked for and required, where the issuer has such levels.</summary>
    public string? Acr { get; set; }

    /// <param name="key">In the path of the address that the issuer sends people back to.</param>
    public IEnumerable<ValidationResult> Validate(string key)
    {
        var place = $"{AccountsOptions.Section}:Issuers:{key}";
        if (!KeyPattern().IsMatch(key))
        {
            yield return new ValidationResult($"{place}: the key must be 1 to 40 letters a to z, digits or hyphens.");
        }

        if (Name.Length is 0 or > 100)
        {
            yield return new ValidationResult($"{place}:Name must have 1 to 100 characters.");
        }

        if (
            !Uri.TryCreate(Authority, UriKind.Absolute, out var authority)
            || !(authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback))
        )
        {
            yield return new ValidationResult($"{place}:Authority must be an https address, is “{Authority}”.");
        }

        if (ClientId.Length == 0)
        {
            yield return new ValidationResult($"{place}:ClientId is missing.");
        }

        if (ClientSecret.Length == 0)
        {
            yield return new ValidationResult($"{place}:ClientSecret is missing.");
        }
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}$", RegexOptions.NonBacktracking)]
    private static partial Regex KeyPattern();
}
