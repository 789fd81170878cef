namespace Concord.Foundation.Security;

/// <summary>
/// What a person may do in the workspace. Every page and endpoint below <c>/desk</c> names one of these, or lets everybody in
/// explicitly; a test over the route table holds them to it.
/// </summary>
public static class DeskPolicies
{
    /// <summary>Everybody who is signed in: the own account.</summary>
    public const string SignedIn = "Desk.SignedIn";

    /// <summary>Drafts, lists and the record: every role but that of a focal point.</summary>
    public const string Read = "Desk.Read";

    /// <summary>Invitations, roles and accounts.</summary>
    public const string ManagePeople = "Desk.ManagePeople";
}
