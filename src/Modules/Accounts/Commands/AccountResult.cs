namespace Concord.Accounts;

/// <summary>What came of a command on accounts. Front ends put the code into words.</summary>
/// <param name="Detail">What the code is about: a name, a language, a member.</param>
public sealed record AccountResult(AccountCode Code, string? Detail = null)
{
    public bool IsDone => Code is AccountCode.Done;

    /// <summary>Token of the link by which the person chooses how to sign in; null where the command makes none.</summary>
    public string? Token { get; init; }
}

/// <summary>Why a command did what it did.</summary>
public enum AccountCode
{
    Done,

    /// <summary>The name is empty, too long, or has spaces or control characters.</summary>
    InvalidName,

    /// <summary>Somebody has this name.</summary>
    NameTaken,

    /// <summary>There is no such account.</summary>
    UnknownAccount,

    /// <summary>No role was given.</summary>
    RoleMissing,

    /// <summary>Detail: the language that does not exist.</summary>
    UnknownLanguage,

    /// <summary>Detail: the member that does not exist.</summary>
    UnknownMember,

    /// <summary>Nobody else could manage people afterwards.</summary>
    LastAdministrator,

    /// <summary>Somebody else changed the account at the same moment.</summary>
    Conflict,
}
