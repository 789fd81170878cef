using Concord.Accounts.SignIn;
using Concord.Accounts.Storage;
using Concord.Accounts.Users;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concord.Accounts;

/// <summary>The people who sign in.</summary>
public static class AccountsModule
{
    /// <summary>How soon a session ends after the credentials of its account changed.</summary>
    private static readonly TimeSpan StampInterval = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, AccountsModel>();
        services.AddScoped<IUserStore<Account>, AccountStore>();
        services
            .AddIdentityCore<Account>(options =>
            {
                // Names may be in Arabic letters.
                options.User.AllowedUserNameCharacters = "";
                options.Password.RequiredLength = 12;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
            })
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountPrincipalFactory>()
            .AddTokenProvider<OneTimeCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = StampInterval);
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddIdentityCookies(cookies =>
            {
                Configure(cookies.ApplicationCookie!, "Session");
                Configure(cookies.ExternalCookie!, "External");
                Configure(cookies.TwoFactorUserIdCookie!, "TwoFactor");
                Configure(cookies.TwoFactorRememberMeCookie!, "Remember");
            });
        services.AddAuthorization();
        return services;
    }

    /// <summary>Lax rather than strict, because a link in a mail leads to the workspace.</summary>
    private static void Configure(OptionsBuilder<CookieAuthenticationOptions> cookie, string name) =>
        cookie.Configure(options =>
        {
            options.Cookie.Name = $"{SignInCookies.Prefix}-{name}";
            options.Cookie.Path = "/";
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.LoginPath = "/desk";
            options.AccessDeniedPath = "/desk";
        });
}
