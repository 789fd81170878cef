namespace Concord.Architecture.Tests;

/// <summary>Who may reference whom. An arrow that is not here needs a decision record first.</summary>
internal static class ArrowRules
{
    /// <summary>What every module may reference beside Foundation.</summary>
    private static readonly string[] CommonModules = ["Members", "Media"];

    private static readonly HashSet<(string From, string To)> ModuleArrows =
    [
        ("Finance", "Designations"),
        ("Travel", "Designations"),
        ("Agreement", "Newsroom"),
        ("Newsletters", "Mail"),
        ("Verification", "Newsroom"),
    ];

    /// <summary>Packages Foundation may use; it is a closed list.</summary>
    private static readonly HashSet<string> FoundationPackages =
    [
        "Microsoft.EntityFrameworkCore.Relational",
        "HtmlSanitizer",
        "Geralt",
        "Markdig",
        "YamlDotNet",
    ];

    public static IEnumerable<string> Violations(IReadOnlyList<ProjectFile> projects)
    {
        var byFolder = projects.ToDictionary(project => project.Folder);
        return projects
            .SelectMany(project => project.References.Select(to => (From: project, To: byFolder[to])))
            .Where(arrow => !MayReference(arrow.From, arrow.To))
            .Select(arrow => $"{arrow.From.Folder} → {arrow.To.Folder}")
            .Concat(
                projects
                    .Where(project => project.Part == "Library")
                    .SelectMany(project => project.Packages.Select(package => $"{project.Folder} → {package}"))
            )
            .Concat(
                projects
                    .Where(project => project.Part == "Foundation")
                    .SelectMany(project =>
                        project
                            .Packages.Where(package => !FoundationPackages.Contains(package))
                            .Select(package => $"{project.Folder} → {package}")
                    )
            );
    }

    private static bool MayReference(ProjectFile from, ProjectFile to) =>
        (from.Part, to.Part) switch
        {
            ("Tests", _) => true,
            (_, "Tests") => false,
            ("Module", "Foundation" or "Library") => true,
            ("Module", "PdfReader") => from.Name == "Media",
            ("Module", "Module") => CommonModules.Contains(to.Name) || ModuleArrows.Contains((from.Name, to.Name)),
            ("Composition", "Module" or "Foundation") => true,
            ("Storage", "Composition" or "Foundation") => true,
            ("Web" or "Cli", "Storage" or "Composition" or "Module" or "Foundation" or "Library") => true,
            _ => false,
        };
}
