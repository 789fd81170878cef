using System.Globalization;
using System.Text.RegularExpressions;
using Concord.Composition;
using Concord.Foundation.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Architecture.Tests;

public sealed partial class SourceTests
{
    private static readonly List<string> Modules =
    [
        .. SourceTree.Projects.Where(project => project.Part == "Module").Select(project => project.Name),
    ];

    [Fact]
    public void No_type_has_a_meaningless_name() =>
        SourceTree.Sources("src", "*.cs").SelectMany(file => SourceRules.VagueNames(File.ReadAllText(file))).ShouldBeEmpty();

    [Theory]
    [InlineData("internal sealed class DocumentManager;", "DocumentManager")]
    [InlineData("public record MemberDto(int Id);", "MemberDto")]
    public void A_meaningless_type_name_is_found(string source, string name) => SourceRules.VagueNames(source).ShouldBe([name]);

    [Fact]
    public void No_documentation_comment_is_empty() =>
        ((string[])["src", "tests", "bench"])
            .SelectMany(folder => SourceTree.Sources(folder, "*.cs"))
            .Where(file => SourceRules.HasEmptySummary(File.ReadAllText(file)))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("/// <summary>{0}</summary>\n/// Text. |\n", "", true)]
    [InlineData("/// <summary>\n/// {0}\n/// </summary>", "", true)]
    [InlineData("/// <summary>{0}</summary>", "Text.", false)]
    public void An_empty_documentation_comment_is_found(string comment, string text, bool isEmpty) =>
        SourceRules.HasEmptySummary(string.Format(CultureInfo.InvariantCulture, comment, text)).ShouldBe(isEmpty);

    [Fact]
    public void Only_commands_write_documents() =>
        SourceTree
            .Sources("src/Modules/Newsroom", "*.cs")
            .Where(file => !file.Contains("/Commands/", StringComparison.Ordinal))
            .SelectMany(file => SourceRules.DocumentWrites(File.ReadAllText(file)))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("db.Add(new Revision { Number = 1 });", 1)]
    [InlineData("new Edition\n{", 1)]
    [InlineData("new EditionContent(title, summary, body, [])", 0)]
    public void A_write_outside_the_commands_is_found(string source, int count) =>
        SourceRules.DocumentWrites(source).Count().ShouldBe(count);

    /// <summary>Where the tag helper is not imported, a partial is sent to the browser as an unknown element.</summary>
    [Fact]
    public void Pages_with_partials_import_the_tag_helper_for_them() =>
        SourceTree
            .Sources("src", "*.cshtml")
            .Where(file => File.ReadAllText(file).Contains("<partial ", StringComparison.Ordinal))
            .Where(file =>
                !ImportsOf(file).Contains("@addTagHelper *, Microsoft.AspNetCore.Mvc.TagHelpers", StringComparison.Ordinal)
            )
            .ShouldBeEmpty();

    private static string ImportsOf(string page)
    {
        var imports = new System.Text.StringBuilder();
        for (var folder = Path.GetDirectoryName(page)!; folder.StartsWith(SourceTree.Root, StringComparison.Ordinal); )
        {
            var file = Path.Combine(folder, "_ViewImports.cshtml");
            imports.Append(File.Exists(file) ? File.ReadAllText(file) : "");
            folder = Path.GetDirectoryName(folder)!;
        }

        return imports.ToString();
    }

    /// <summary>An assertion after <c>?.</c> is not made where the value is null: it stands after parentheses instead.</summary>
    [Fact]
    public void No_assertion_is_skipped_for_a_null_value() =>
        SourceTree
            .Sources("tests", "*.cs")
            .Where(file => !file.EndsWith("SourceTests.cs", StringComparison.Ordinal))
            .Where(file => SkippedAssertion().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("answer.Location?.Text.ShouldBe(place);", true)]
    [InlineData("LocalTime\n    .ToUtc(text)\n    ?.ToString(\"R\")\n    .ShouldBe(utc);", true)]
    [InlineData("(answer.Location?.Text).ShouldBe(place);", false)]
    [InlineData("Find(a)?.Run(); other.ShouldBe(b);", false)]
    public void An_assertion_that_can_be_skipped_is_found(string source, bool isFound) =>
        SkippedAssertion().IsMatch(source).ShouldBe(isFound);

    /// <summary>Only of poll state, accounts, uploads, conversions, working copies, newsletters, posts out and followers, which are operational, and of the time of the last check, which is not audited.</summary>
    [Fact]
    public void Audited_rows_are_not_changed_in_bulk() =>
        SourceTree
            .Sources("src", "*.cs")
            .Where(file => SourceRules.BulkChanges(File.ReadAllText(file)).Any())
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "AccountStore.cs",
                "CheckPosts.cs",
                "ConversionWorker.cs",
                "ConvertRecording.cs",
                "DecidePost.cs",
                "DeliverActivities.cs",
                "DeliveryQueue.cs",
                "DigestSettings.cs",
                "FollowerStore.cs",
                "MessageStore.cs",
                "NewsletterWorker.cs",
                "OneTimeCodes.cs",
                "PasswordSignIn.cs",
                "PersonSessions.cs",
                "PollSource.cs",
                "PollSources.cs",
                "PostQueue.cs",
                "PublishNotes.cs",
                "QueuePosts.cs",
                "RemoveRecording.cs",
                "SendDigests.cs",
                "SessionValidator.cs",
                "SubscriberAddresses.cs",
                "SubscriberStore.cs",
                "UploadStore.cs",
                "WorkingCopies.cs",
            ]);

    [Fact]
    public void No_module_uses_a_table_of_another()
    {
        var tables = SourceTree
            .Sources("src/Modules", "*Model.cs")
            .SelectMany(file => SourceRules.Tables(File.ReadAllText(file)))
            .ToList();
        var found = Modules.SelectMany(module =>
            SourceTree
                .Sources($"src/Modules/{module}", "*.cs")
                .SelectMany(file => SourceRules.ForeignTables(Table(module), File.ReadAllText(file), tables))
        );

        found.ShouldBeEmpty();
        tables.Count.ShouldBeGreaterThanOrEqualTo(20);
        tables.ShouldAllBe(table =>
            Modules.Select(Table).Any(module => table.StartsWith($"{module}_", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_foreign_table_is_found() =>
        SourceRules
            .ForeignTables("newsroom", "SELECT * FROM members_names", ["members_names", "members_groups", "newsroom_topics"])
            .ShouldBe(["members_names"]);

    [Fact]
    public void A_declared_table_is_found() => SourceRules.Tables("row.ToTable(\"media_files\");").ShouldBe(["media_files"]);

    [Fact]
    public void Style_sheets_use_logical_directions_only() =>
        SourceTree
            .Sources("src", "*.css")
            .SelectMany(file => SourceRules.PhysicalDirections(File.ReadAllText(file)))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("a{margin-left:1rem}")]
    [InlineData("a{position:absolute;right:0}")]
    [InlineData("a{text-align: left}")]
    public void A_physical_direction_in_a_style_sheet_is_found(string css) =>
        SourceRules.PhysicalDirections(css).ShouldHaveSingleItem();

    [Fact]
    public void No_two_modules_have_a_page_at_the_same_path()
    {
        var pages = SourceTree
            .Projects.Where(project =>
                (project.Part is "Module" or "Web") && Directory.Exists(Path.Combine(SourceTree.Root, project.Folder, "Pages"))
            )
            .SelectMany(project =>
                SourceTree
                    .Sources($"{project.Folder}/Pages", "*.cshtml")
                    .Select(file => Path.GetRelativePath(Path.Combine(SourceTree.Root, project.Folder), file))
            )
            .Where(page => Path.GetFileName(page) is not ("_ViewImports.cshtml" or "_ViewStart.cshtml"))
            .ToList();

        pages.GroupBy(page => page).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        pages.Count.ShouldBeGreaterThan(8);
    }

    [Fact]
    public void Program_is_short() =>
        File.ReadLines(Path.Combine(SourceTree.Root, "src/Web/Program.cs")).Count().ShouldBeLessThan(80);

    [Fact]
    public void Every_module_with_entities_configures_its_model()
    {
        var keeping = Modules.Where(module => Directory.Exists(Path.Combine(SourceTree.Root, "src/Modules", module, "Storage")));
        using var services = new ServiceCollection().AddModules().BuildServiceProvider();

        services.GetServices<IModelPart>().Select(part => part.Name).Order().ShouldBe(keeping.Select(Table).Order());
    }

    private static string Table(string module) => module.ToLowerInvariant();

    [GeneratedRegex(@"\?\.\w+(?:\([^()]*\)|\.\w+|\s+(?=\.))*?\s*\.Should\w+\(", RegexOptions.None, 10_000)]
    private static partial Regex SkippedAssertion();
}
