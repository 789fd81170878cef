namespace Concord.Xliff;

/// <summary>Why a file is not valid XLIFF, and where.</summary>
/// <param name="Line">Counted from 1; 0 where the whole file is meant.</param>
/// <param name="Column">Counted from 1; 0 where the whole line is meant.</param>
public sealed record XliffProblem(int Line, int Column, string Message);
