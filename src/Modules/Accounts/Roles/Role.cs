namespace Concord.Accounts;

/// <summary>What a person is in the workspace.</summary>
public enum Role
{
    /// <summary>Invites people and gives roles.</summary>
    Administrator,

    /// <summary>Writes and releases.</summary>
    Editor,

    /// <summary>Translates into one language.</summary>
    Translator,

    /// <summary>Clears texts before they are released.</summary>
    Clearer,

    /// <summary>Answers for one member.</summary>
    FocalPoint,

    /// <summary>Reads drafts and the record.</summary>
    Reader,
}
