namespace Concord.Wall.Moderation;

/// <summary>What came of something an operator wished.</summary>
/// <param name="Message">A sentence: what was done and how it is undone, or why nothing was and what would help.</param>
public sealed record CommandResult(bool IsDone, string Message)
{
    internal static CommandResult Done(string message) => new(IsDone: true, message);

    internal static CommandResult Refused(string message) => new(IsDone: false, message);
}
