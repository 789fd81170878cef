using System.Xml.Linq;
using Concord.Foundation.Storage;

namespace Concord.Architecture.Tests;

/// <summary>
/// The projects of the source tree as their files describe them; reflection would miss an unused reference.
/// </summary>
internal static class SourceTree
{
    public static string Root { get; } = HomeDirectory.Path;

    public static IReadOnlyList<ProjectFile> Projects { get; } =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.csproj", SearchOption.AllDirectories))
            .Select(ProjectFile.Read)
            .OrderBy(project => project.Folder, StringComparer.Ordinal),
    ];

    /// <summary>Source files below a folder of the tree, without generated ones.</summary>
    public static IEnumerable<string> Sources(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains("/obj/", StringComparison.Ordinal)
                && !file.Contains("/bin/", StringComparison.Ordinal)
                && !file.Contains("/node_modules/", StringComparison.Ordinal)
            );
}

/// <param name="Folder">Below the root of the tree, with forward slashes: <c>src/Modules/Members</c>.</param>
/// <param name="References">Folders of the projects it references.</param>
internal sealed record ProjectFile(string Folder, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    /// <summary>What kind of part it is: <c>Module</c>, <c>Foundation</c>, …</summary>
    public string Part =>
        Folder.Split('/') switch
        {
            ["src", "Modules", ..] => "Module",
            ["src", "Libraries", ..] => "Library",
            ["src", "Storage", ..] => "Storage",
            ["src", var name, ..] => name,
            _ => "Tests",
        };

    public string Name => Folder.Split('/')[^1];

    public static ProjectFile Read(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var items = XDocument.Load(path).Descendants();
        return new ProjectFile(
            Below(folder),
            [
                .. Includes(items, "ProjectReference")
                    .Select(file => Below(Path.GetDirectoryName(Path.GetFullPath(file.Replace('\\', '/'), folder))!)),
            ],
            [.. Includes(items, "PackageReference")]
        );
    }

    private static IEnumerable<string> Includes(IEnumerable<XElement> items, string name) =>
        items.Where(item => item.Name.LocalName == name).Select(item => item.Attribute("Include")!.Value);

    private static string Below(string folder) => Path.GetRelativePath(SourceTree.Root, folder).Replace('\\', '/');
}
