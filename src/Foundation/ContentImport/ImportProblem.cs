namespace Concord.Foundation.ContentImport;

/// <summary>Something in a content pack that has to be mended before it can be loaded.</summary>
/// <param name="File">Path below the pack's folder, with forward slashes.</param>
/// <param name="Line">From 1; 0 when the file as a whole is meant.</param>
/// <param name="Message">What is wrong and what would be right, in English: it is read by whoever writes the pack.</param>
public sealed record ImportProblem(string File, int Line, string Message)
{
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}";
}
