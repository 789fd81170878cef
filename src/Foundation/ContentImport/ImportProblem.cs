namespace Concord.Foundation.ContentImport;

/// <summary>Something in a content pack that has to be corrected before it can be imported.</summary>
/// <param name="File">Path below the pack's folder, with forward slashes.</param>
/// <param name="Line">From 1; 0 for the file as a whole.</param>
/// <param name="Code">The kind of problem, for programs.</param>
/// <param name="Key">The key of the YAML mapping that the problem is about; null where it is about none.</param>
/// <param name="Message">What is wrong and what would be right, in English, for the author of the pack.</param>
public sealed record ImportProblem(string File, int Line, ImportProblemCode Code, string? Key, string Message)
{
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}";
}
