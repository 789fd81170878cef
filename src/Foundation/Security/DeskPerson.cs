using System.Globalization;
using System.Security.Claims;

namespace Concord.Foundation.Security;

/// <summary>The signed-in person of a request to the workspace.</summary>
public static class DeskPerson
{
    private const string RightType = "concord:right";

    /// <param name="policy">One of <see cref="DeskPolicies"/>.</param>
    /// <param name="scope">The language that the right is limited to; empty for all.</param>
    public static Claim Right(string policy, string scope = "") =>
        new(RightType, scope.Length == 0 ? policy : $"{policy}:{scope}");

    /// <summary>Whether the person has the right, be it for one language only.</summary>
    public static bool May(this ClaimsPrincipal person, string policy) =>
        person
            .FindAll(RightType)
            .Any(right => right.Value == policy || right.Value.StartsWith($"{policy}:", StringComparison.Ordinal));

    /// <summary>Whether the person may write texts in the language.</summary>
    public static bool MayWrite(this ClaimsPrincipal person, string language) =>
        person
            .FindAll(RightType)
            .Any(right => right.Value is DeskPolicies.Write || right.Value == $"{DeskPolicies.Translate}:{language}");

    public static Guid IdOf(this ClaimsPrincipal person) =>
        Guid.Parse(person.FindFirstValue(ClaimTypes.NameIdentifier)!, CultureInfo.InvariantCulture);

    /// <summary>The person as the journal names it.</summary>
    public static Actor ToActor(this ClaimsPrincipal person) => ActorOf(person.IdOf());

    public static Actor ActorOf(Guid account) => new(ActorKind.Person, account.ToString("N"));
}
