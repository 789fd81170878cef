using System.Security.Claims;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Concord.Accounts.Roles;

/// <summary>The roles of a signed-in person, and what they allow.</summary>
internal static class RoleClaims
{
    public static Claim Of(RoleGrant grant) => new(ClaimTypes.Role, grant.ToString());

    public static IEnumerable<RoleGrant> GrantsOf(ClaimsPrincipal person) =>
        person
            .FindAll(ClaimTypes.Role)
            .Select(claim => RoleGrant.TryParse(claim.Value, out var grant) ? grant : null)
            .OfType<RoleGrant>();

    public static void AddPolicies(AuthorizationOptions options)
    {
        Add(options, DeskPolicies.SignedIn, _ => true);
        Add(options, DeskPolicies.Read, grants => grants.Any(grant => grant.Role != Role.FocalPoint));
        Add(options, DeskPolicies.ManagePeople, grants => grants.Any(grant => grant.Role == Role.Administrator));
    }

    private static void Add(AuthorizationOptions options, string name, Func<IEnumerable<RoleGrant>, bool> allows) =>
        options.AddPolicy(
            name,
            policy =>
                policy
                    .AddAuthenticationSchemes(IdentityConstants.ApplicationScheme)
                    .RequireAuthenticatedUser()
                    .RequireAssertion(context => allows(GrantsOf(context.User)))
        );
}
