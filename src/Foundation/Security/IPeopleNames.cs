using System.Security.Claims;

namespace Concord.Foundation.Security;

/// <summary>Names of the people whom the journal names by their accounts.</summary>
public interface IPeopleNames
{
    /// <param name="actors">As <see cref="Actor.ToString"/> writes them; those that are not people are left out.</param>
    /// <returns>As colleagues know them, by actor.</returns>
    Task<IReadOnlyDictionary<string, string>> FindAsync(IEnumerable<string> actors, CancellationToken cancellation);

    /// <param name="policy">As in <see cref="DeskPolicies"/>.</param>
    /// <returns>Those who may, by name; nobody who is disabled.</returns>
    Task<IReadOnlyList<PersonName>> WithRightAsync(string policy, CancellationToken cancellation);

    /// <summary>The rights of a person who is not making a request.</summary>
    /// <returns>Null where there is no such account, or it is disabled.</returns>
    Task<ClaimsPrincipal?> RightsOfAsync(Guid account, CancellationToken cancellation);
}

/// <summary>A person of the workspace.</summary>
/// <param name="Id">Of the account, as <see cref="Actor.Name"/> has it.</param>
/// <param name="UserName">What the person signs in with.</param>
/// <param name="Name">As colleagues know the person.</param>
public sealed record PersonName(string Id, string UserName, string Name);
