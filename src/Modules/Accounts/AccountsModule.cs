using Concord.Accounts.Commands;
using Concord.Accounts.OpenId;
using Concord.Accounts.Roles;
using Concord.Accounts.Sessions;
using Concord.Accounts.SignIn;
using Concord.Accounts.Storage;
using Concord.Accounts.Users;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Members;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Concord.Accounts;

/// <summary>The people who sign in.</summary>
public static class AccountsModule
{
    /// <summary>How long a passkey or an issuer's answer may take.</summary>
    private const int CeremonyMinutes = 10;

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, AccountsModel>();
        services.AddValidatedOptions<AccountsOptions>(AccountsOptions.Section);
        services.AddScoped<AccountStore>();
        services.AddScoped<IUserStore<Account>>(provider => provider.GetRequiredService<AccountStore>());
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
            .AddTokenProvider<OneTimeCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddOptions<IdentityPasskeyOptions>().Configure<SiteAddress>(Configure);
        AddSignIn(services);
        AddCommands(services);
        services.AddSingleton(new DeskLink("accounts.people", "/people", DeskPolicies.ManagePeople, 900));
        return services;
    }

    public static void MapAccounts(this IEndpointRouteBuilder endpoints) => PasskeyScript.Script.Map(endpoints);

    private static void AddSignIn(IServiceCollection services)
    {
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<InvitationLinks>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<PasskeySignIn>();
        services.AddSingleton<PendingKeys>();
        services.AddScoped<OwnPassword>();
        services.AddScoped<JoinByLink>();
        services.AddScoped<PersonSessions>();
        services.AddScoped<IPeopleNames, PeopleNames>();
        services.AddScoped<ISecurityStampValidator, SessionValidator>();
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddIdentityCookies(cookies =>
            {
                Configure(cookies.ApplicationCookie!, "Session");
                Configure(cookies.ExternalCookie!, "External", CeremonyMinutes);
                Configure(cookies.TwoFactorUserIdCookie!, "TwoFactor", CeremonyMinutes);
                Configure(cookies.TwoFactorRememberMeCookie!, "Remember");
            });
        services.AddScoped<OpenIdSignIn>();
        IssuerSchemes.Add(services);
        services.AddAuthorization(RoleClaims.AddPolicies);
    }

    private static void AddCommands(IServiceCollection services)
    {
        services.AddScoped<PeopleRows>();
        services.AddScoped(provider => new RoleRules(
            provider.GetRequiredService<LanguageSet>(),
            provider.GetRequiredService<MemberLedger>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped<ChangeRoles>();
        services.AddScoped<DisableAccount>();
        services.AddScoped(provider => new InvitePerson(
            provider.GetRequiredService<UserManager<Account>>(),
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<RoleRules>(),
            provider.GetRequiredService<InvitationLinks>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped(provider => new IssueSignInLink(
            provider.GetRequiredService<UserManager<Account>>(),
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<InvitationLinks>()
        ));
        services.AddScoped(provider => new FirstAdministrator(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<InvitationLinks>()
        ));
    }

    /// <summary>A passkey is bound to the host of the public address; without one, to the host of the request.</summary>
    private static void Configure(IdentityPasskeyOptions options, SiteAddress site)
    {
        options.ServerDomain = site.Public is { } address ? new Uri(address).Host : null;
        options.ResidentKeyRequirement = "required";
        options.UserVerificationRequirement = "required";
    }

    /// <summary>Lax rather than strict, because a link in a mail leads to the workspace.</summary>
    private static void Configure(OptionsBuilder<CookieAuthenticationOptions> cookie, string name, int? minutes = null) =>
        cookie.Configure<AccountsOptions>(
            (options, accounts) =>
            {
                options.Cookie.Name = $"{SignInCookies.Prefix}-{name}";
                options.Cookie.Path = "/";
                options.Cookie.HttpOnly = true;
                options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                options.Cookie.SameSite = SameSiteMode.Lax;
                // The session in the database ends first.
                options.ExpireTimeSpan = minutes is { } few ? TimeSpan.FromMinutes(few) : TimeSpan.FromDays(accounts.SessionDays);
                options.SlidingExpiration = false;
                options.Events.OnRedirectToLogin = SignInRedirect.ToSignInAsync;
                options.Events.OnRedirectToAccessDenied = SignInRedirect.DenyAsync;
            }
        );
}
