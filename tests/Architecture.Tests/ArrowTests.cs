namespace Concord.Architecture.Tests;

public sealed class ArrowTests
{
    private static readonly ProjectFile[] Whole =
    [
        Project("src/Foundation"),
        Project("src/Libraries/NameMatching"),
        Project("src/Modules/Members"),
        Project("src/Modules/Newsroom"),
        Project("src/Modules/Wall"),
        Project("src/Composition"),
        Project("src/Storage/Sqlite"),
        Project("src/Storage/Postgres"),
        Project("src/Web"),
        Project("src/Cli"),
        Project("tests/TestKit"),
    ];

    [Fact]
    public void Every_dependency_between_projects_is_allowed()
    {
        ArrowRules.Violations(SourceTree.Projects).ShouldBeEmpty();
        SourceTree.Projects.Count.ShouldBeGreaterThanOrEqualTo(8);
    }

    [Theory]
    [InlineData("src/Libraries/NameMatching", "src/Foundation")]
    [InlineData("src/Foundation", "src/Modules/Members")]
    [InlineData("src/Foundation", "src/Composition")]
    [InlineData("src/Modules/Members", "src/Modules/Newsroom")]
    [InlineData("src/Modules/Newsroom", "src/Modules/Wall")]
    [InlineData("src/Modules/Newsroom", "src/Composition")]
    [InlineData("src/Modules/Newsroom", "src/Storage/Sqlite")]
    [InlineData("src/Modules/Newsroom", "src/Web")]
    [InlineData("src/Composition", "src/Storage/Sqlite")]
    [InlineData("src/Storage/Sqlite", "src/Storage/Postgres")]
    [InlineData("src/Storage/Sqlite", "src/Modules/Newsroom")]
    [InlineData("src/Cli", "src/Web")]
    [InlineData("src/Web", "src/Cli")]
    [InlineData("src/Web", "tests/TestKit")]
    public void A_forbidden_dependency_is_found(string from, string to) =>
        ArrowRules.Violations(With(from, references: [to])).ShouldBe([$"{from} → {to}"]);

    [Theory]
    [InlineData("src/Libraries/NameMatching")]
    [InlineData("src/Foundation")]
    public void A_package_outside_the_list_is_found(string folder) =>
        ArrowRules.Violations(With(folder, packages: ["Some.Package"])).ShouldBe([$"{folder} → Some.Package"]);

    [Theory]
    [InlineData("src/Modules/Newsroom", "src/Modules/Members")]
    [InlineData("src/Modules/Wall", "src/Foundation")]
    [InlineData("src/Modules/Wall", "src/Libraries/NameMatching")]
    [InlineData("src/Web", "src/Storage/Sqlite")]
    public void An_allowed_dependency_passes(string from, string to) =>
        ArrowRules.Violations(With(from, references: [to])).ShouldBeEmpty();

    private static List<ProjectFile> With(string folder, string[]? references = null, string[]? packages = null) =>
        [.. Whole.Where(project => project.Folder != folder), new ProjectFile(folder, references ?? [], packages ?? [])];

    private static ProjectFile Project(string folder) => new(folder, [], []);
}
