using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Concord.Modules.Tests.Accounts;

/// <summary>A ministry's OpenID Connect issuer on its own loopback port: real keys, codes and tokens, without a page to sign in.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string ClientId = "concord";
    public const string ClientSecret = "a secret of the test";

    private readonly WebApplication server;
    private readonly HttpClient browser;

    private TestIssuer(WebApplication server)
    {
        this.server = server;
        browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }

    public Uri Address => new(server.Urls.First());

    /// <summary>Whom the issuer names next.</summary>
    public (string Subject, string Name) Person { get; set; } = ("248289761001", "مريم");

    /// <summary>When the person proved who they are; null where the issuer does not say.</summary>
    public DateTimeOffset? AuthenticatedAt { get; set; } = DateTimeOffset.UtcNow;

    /// <summary>Level of assurance; null where the issuer does not say.</summary>
    public string? Acr { get; set; }

    /// <summary>The parameters of the last request to sign in.</summary>
    public OpenIddictRequest? Asked { get; private set; }

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        TestIssuer? issuer = null;
        builder
            .Services.AddOpenIddict()
            .AddServer(options =>
            {
                options
                    .EnableDegradedMode()
                    .SetAuthorizationEndpointUris("authorize")
                    .SetTokenEndpointUris("token")
                    .AllowAuthorizationCodeFlow()
                    .RequireProofKeyForCodeExchange()
                    .RegisterScopes(Scopes.OpenId, Scopes.Profile)
                    // RSA keys would take seconds to make.
                    .AddSigningKey(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)))
                    .AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)));
                options.UseAspNetCore().DisableTransportSecurityRequirement();
                options.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
                    handler.UseInlineHandler(context =>
                    {
                        if (context.ClientId != ClientId)
                        {
                            context.Reject(Errors.InvalidClient);
                        }

                        return default;
                    })
                );
                options.AddEventHandler<ValidateTokenRequestContext>(handler =>
                    handler.UseInlineHandler(context =>
                    {
                        if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
                        {
                            context.Reject(Errors.InvalidClient);
                        }

                        return default;
                    })
                );
                options.AddEventHandler<HandleAuthorizationRequestContext>(handler =>
                    handler.UseInlineHandler(context =>
                    {
                        issuer!.Asked = context.Request;
                        context.Principal = issuer.PrincipalOf(context.Request);
                        return default;
                    })
                );
            });
        var server = builder.Build();
        server.UseRouting();
        server.UseAuthentication();
        await server.StartAsync();
        return issuer = new TestIssuer(server);
    }

    /// <summary>The person's browser goes to the issuer, where the person signs in at once.</summary>
    /// <returns>Path and query to which the issuer sends the browser back.</returns>
    public async Task<string> VisitAsync(Uri address)
    {
        using var answer = await browser.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.PathAndQuery;
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await server.DisposeAsync();
    }

    private ClaimsPrincipal PrincipalOf(OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity("test", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, Person.Subject).SetClaim(Claims.PreferredUsername, Person.Name);
        if (AuthenticatedAt is { } at)
        {
            identity.SetClaim(Claims.AuthenticationTime, at.ToUnixTimeSeconds());
        }

        if (Acr is not null)
        {
            identity.SetClaim(Claims.AuthenticationContextReference, Acr);
        }

        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }
}
