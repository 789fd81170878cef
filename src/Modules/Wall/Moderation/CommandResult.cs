namespace Concord.Wall.Moderation;

/// <summary>The result of a moderation command.</summary>
/// <param name="Message">A sentence: what was done and how to undo it, or why it was refused and what would help.</param>
public sealed record CommandResult(bool IsDone, string Message)
{
    internal static CommandResult Done(string message) => new(IsDone: true, message);

    internal static CommandResult Refused(string message) => new(IsDone: false, message);
}
