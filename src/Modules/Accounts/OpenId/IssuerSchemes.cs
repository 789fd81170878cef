using System.Globalization;
using Concord.Accounts.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Concord.Accounts.OpenId;

/// <summary>An authentication scheme for each issuer in the settings.</summary>
internal static class IssuerSchemes
{
    private const string Prefix = "OpenId:";

    public static string NameOf(string issuer) => $"{Prefix}{issuer}";

    /// <summary>Where the issuer sends people back to; the operator registers this address with the issuer.</summary>
    public static string CallbackOf(string issuer) => $"/desk/openid/{issuer}";

    public static void Add(IServiceCollection services)
    {
        services.TryAddTransient<OpenIdConnectHandler>();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>()
        );
        services
            .AddOptions<AuthenticationOptions>()
            .Configure<AccountsOptions>(
                (authentication, accounts) =>
                {
                    foreach (var issuer in accounts.Issuers.Keys)
                    {
                        authentication.AddScheme<OpenIdConnectHandler>(NameOf(issuer), accounts.Issuers[issuer].Name);
                    }
                }
            );
        services.AddSingleton<IConfigureOptions<OpenIdConnectOptions>, ConfigureIssuer>();
    }

    private sealed class ConfigureIssuer(AccountsOptions accounts) : IConfigureNamedOptions<OpenIdConnectOptions>
    {
        public void Configure(OpenIdConnectOptions options) { }

        public void Configure(string? name, OpenIdConnectOptions options)
        {
            if (name?.StartsWith(Prefix, StringComparison.Ordinal) != true)
            {
                return;
            }

            var key = name[Prefix.Length..];
            var issuer = accounts.Issuers[key];
            options.Authority = issuer.Authority;
            options.ClientId = issuer.ClientId;
            options.ClientSecret = issuer.ClientSecret;
            options.RequireHttpsMetadata = new Uri(issuer.Authority).Scheme == Uri.UriSchemeHttps;
            options.CallbackPath = CallbackOf(key);
            options.SignInScheme = IdentityConstants.ExternalScheme;
            options.ResponseType = OpenIdConnectResponseType.Code;
            // An answer by GET needs no cookie that other sites may send.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.MapInboundClaims = false;
            options.DisableTelemetry = true;
            options.BackchannelTimeout = TimeSpan.FromSeconds(20);
            // The issuer's address is kept with its name for the person.
            options.ClaimActions.Remove("iss");
            options.Scope.Clear();
            options.Scope.Add("openid");
            options.Scope.Add("profile");
            foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
            {
                cookie.Path = options.CallbackPath;
                cookie.SameSite = SameSiteMode.Lax;
                cookie.SecurePolicy = CookieSecurePolicy.Always;
            }

            options.Events.OnRedirectToIdentityProvider = context =>
            {
                context.ProtocolMessage.AcrValues = issuer.Acr;
                return Task.CompletedTask;
            };
            options.Events.OnTokenValidated = context =>
            {
                if (issuer.Acr is { } acr && context.Principal?.FindFirst("acr")?.Value != acr)
                {
                    context.Fail($"The issuer did not confirm the level of assurance {acr}.");
                }

                return Task.CompletedTask;
            };
            options.Events.OnRemoteFailure = context =>
            {
                var language =
                    context.Properties?.Items.TryGetValue(OpenIdSignIn.LanguageKey, out var code) == true ? code : null;
                context.Response.Redirect(SignInRedirect.FailedPath(context.HttpContext, language));
                context.HandleResponse();
                return Task.CompletedTask;
            };
        }
    }

    /// <summary>When the person last proved who they are to the issuer; null where it does not say.</summary>
    public static DateTimeOffset? AuthenticatedAt(this System.Security.Claims.ClaimsPrincipal person) =>
        long.TryParse(person.FindFirst("auth_time")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
