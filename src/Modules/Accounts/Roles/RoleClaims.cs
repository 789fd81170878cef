using System.Security.Claims;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Concord.Accounts.Roles;

/// <summary>What the roles of a person allow.</summary>
internal static class RoleClaims
{
    public static IEnumerable<Claim> RightsOf(IEnumerable<RoleGrant> grants) =>
        grants.SelectMany(RightsOf).DistinctBy(claim => claim.Value);

    public static void AddPolicies(AuthorizationOptions options)
    {
        foreach (var policy in DeskPolicies.All)
        {
            options.AddPolicy(
                policy,
                builder =>
                    builder
                        .AddAuthenticationSchemes(IdentityConstants.ApplicationScheme)
                        .RequireAuthenticatedUser()
                        .RequireAssertion(context => policy == DeskPolicies.SignedIn || context.User.May(policy))
            );
        }
    }

    private static IEnumerable<Claim> RightsOf(RoleGrant grant) =>
        grant.Role switch
        {
            Role.Administrator => [DeskPerson.Right(DeskPolicies.Read), DeskPerson.Right(DeskPolicies.ManagePeople)],
            Role.Editor =>
            [
                DeskPerson.Right(DeskPolicies.Read),
                DeskPerson.Right(DeskPolicies.Write),
                DeskPerson.Right(DeskPolicies.Release),
            ],
            Role.Translator => [DeskPerson.Right(DeskPolicies.Read), DeskPerson.Right(DeskPolicies.Translate, grant.Scope)],
            Role.Clearer => [DeskPerson.Right(DeskPolicies.Read), DeskPerson.Right(DeskPolicies.Clear)],
            Role.Reader => [DeskPerson.Right(DeskPolicies.Read)],
            _ => [],
        };
}
