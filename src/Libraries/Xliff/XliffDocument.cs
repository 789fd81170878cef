namespace Concord.Xliff;

/// <summary>A file of texts to translate, or of their translations.</summary>
/// <param name="Version"><c>2.0</c>, <c>2.1</c> or <c>2.2</c>.</param>
/// <param name="SourceLanguage">A BCP 47 code.</param>
/// <param name="TargetLanguage">Null where the file has no translations.</param>
public sealed record XliffDocument(string Version, string SourceLanguage, string? TargetLanguage, IReadOnlyList<XliffFile> Files);

/// <summary>The texts of one document.</summary>
/// <param name="Original">What the document is called where it came from.</param>
/// <param name="Units">Of all groups, in the order of the file.</param>
public sealed record XliffFile(string Id, string? Original, IReadOnlyList<XliffUnit> Units);

/// <summary>One passage: what a translator sees as a whole.</summary>
/// <param name="Source">All segments of the passage together.</param>
/// <param name="Target">Null where a segment has no translation.</param>
public sealed record XliffUnit(string Id, IReadOnlyList<XliffRun> Source, IReadOnlyList<XliffRun>? Target)
{
    /// <summary>For the translator.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The line on which the unit begins; 0 for a unit that was not read from a file.</summary>
    public int Line { get; init; }

    public string SourceText => string.Concat(Source.Select(run => run.Text));

    public string? TargetText => Target is null ? null : string.Concat(Target.Select(run => run.Text));
}

/// <summary>A piece of a text.</summary>
/// <param name="IsCode">Whether a translation keeps it as it is.</param>
public sealed record XliffRun(string Text, bool IsCode);

/// <summary>What was read of a file.</summary>
/// <param name="Document">Null where the file is not valid.</param>
/// <param name="Problems">In the order of the file; empty for a valid one.</param>
public sealed record XliffResult(XliffDocument? Document, IReadOnlyList<XliffProblem> Problems);
