using Concord.Foundation.ContentImport;

namespace Concord.Modules.Tests;

internal static class ImportProblems
{
    /// <returns>As <c>file:line key Code</c>, with line 0 for a whole file and without a key where there is none.</returns>
    public static string Place(this ImportProblem problem) =>
        $"{problem.File}:{problem.Line} {(problem.Key is { } key ? key + " " : "")}{problem.Code}";
}
