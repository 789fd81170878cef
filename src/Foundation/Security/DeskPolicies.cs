namespace Concord.Foundation.Security;

/// <summary>
/// What a person may do in the workspace. Every page and endpoint below <c>/desk</c> names one of these, or lets everybody in
/// explicitly; a test over the route table holds them to it. A right can be limited to one language.
/// </summary>
public static class DeskPolicies
{
    /// <summary>Everybody who is signed in: the own account.</summary>
    public const string SignedIn = "Desk.SignedIn";

    /// <summary>Drafts, lists and the record.</summary>
    public const string Read = "Desk.Read";

    /// <summary>New documents, and texts in every language.</summary>
    public const string Write = "Desk.Write";

    /// <summary>Texts in one language.</summary>
    public const string Translate = "Desk.Translate";

    /// <summary>Clearing of texts for release.</summary>
    public const string Clear = "Desk.Clear";

    /// <summary>Releases, corrections and withdrawals.</summary>
    public const string Release = "Desk.Release";

    /// <summary>Invitations, roles and accounts.</summary>
    public const string ManagePeople = "Desk.ManagePeople";

    public static IReadOnlyList<string> All { get; } = [SignedIn, Read, Write, Translate, Clear, Release, ManagePeople];
}
