using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Export;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Cli;

/// <summary>Files and site are two views of one thing: what is exported can be imported, and is the same.</summary>
public sealed class ExportContentTests : IDisposable
{
    /// <summary>Columns that differ between two sites with the same content.</summary>
    private static readonly string[] OfOneSite = ["CreatedAt", "CreatedBy", "ImportedAt", "SourceDigest", "Version"];

    /// <summary>Tables whose rows have an id of their own, and what else is not in a pack.</summary>
    private static readonly Dictionary<string, string[]> OfOneTable = new(StringComparer.Ordinal)
    {
        ["newsroom_revisions"] = ["Id", "SourceRevisionId", "Number"],
        ["newsroom_released_texts"] = ["Id", "Number", "ReleasedAt"],
        ["newsroom_editions"] = ["PublicRevision", "ClearanceRequestedFor", "ClearedRevision", "ImportedDigest"],
        ["newsroom_documents"] = ["ImportedDigest"],
        ["newsroom_lead_slots"] = ["Id"],
    };

    private readonly TemporaryFolder folder = new();
    private readonly SmallPack small = new();

    private string Pack => Path.Combine(folder.Path, "pack");

    [Fact]
    public async Task The_shipped_content_is_exported_byte_for_byte()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        var shipped = HomeDirectory.Shipped("content");
        await RunAsync(database, "import", "content", shipped);
        CopyFolder(shipped, Pack);

        var output = await RunAsync(database, "export", "content", Pack, "--overwrite");

        var files = FilesOf(shipped);
        output.ShouldBe($"{files.Count} files written to {Pack}.");
        FilesOf(Pack).Keys.ShouldBe(files.Keys, ignoreOrder: true);
        FilesOf(Pack).Where(file => !file.Value.AsSpan().SequenceEqual(files[file.Key])).Select(file => file.Key).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task What_was_written_on_the_site_comes_back_in_an_empty_one(Provider provider)
    {
        await using var site = await Providers.OpenAsync(provider);
        await using var empty = await Providers.OpenAsync(provider);
        await RunAsync(site, "import", "content", HomeDirectory.Shipped("content"));
        await ChangeAsync(site);

        var output = await RunAsync(site, "export", "content", Pack);
        await RunAsync(empty, "import", "content", Pack);

        output
            .Split('\n')
            .Select(line => line.Trim())
            .ShouldBe(
                [
                    "document:about (en): exported as readers see it; a newer draft was left out.",
                    "document:unfinished (en): left out, since readers do not see it.",
                    "document:old-notice-2020 (en): left out, since readers do not see it.",
                    $"{FilesOf(Pack).Count} files written to {Pack}.",
                ],
                ignoreOrder: true
            );
        var (before, after) = (await RowsAsync(site), await RowsAsync(empty));
        after.Keys.ShouldBe(before.Keys);
        foreach (var (table, rows) in before)
        {
            after[table].Except(rows).ShouldBeEmpty(table);
            rows.Except(after[table]).ShouldBeEmpty(table);
        }

        var second = Path.Combine(folder.Path, "second");
        await RunAsync(empty, "export", "content", second);
        FilesOf(second).Select(Fingerprint).ShouldBe(FilesOf(Pack).Select(Fingerprint), ignoreOrder: true);
        (await RunAsync(site, "import", "content", Pack)).ShouldEndWith(" unchanged.");
        (await RunAsync(site, "import", "content", Pack)).ShouldStartWith("0 added, 0 changed, ");
        (await RunAsync(empty, "verify")).ShouldStartWith("Verified: ");
    }

    [Fact]
    public async Task A_folder_with_files_is_left_alone_unless_its_pack_is_replaced()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await RunAsync(database, "import", "content", small.Path);
        folder.Write("pack/README.md", "Ours.");
        folder.Write("pack/places.yaml", "# Our comment.\n#\n# Two parts.\nbasra: { en: Basra }\n");
        folder.Write("pack/documents/former/en.md", "Gone from the site.");
        folder.Write("pack/glossary.yaml", "gone: { en: Gone from the site }");

        var (code, output, errors) = await CommandLine.RunAsync(database.Settings, "export", "content", Pack);

        (code, output).ShouldBe((1, ""));
        errors.ShouldBe($"{Pack} is not empty. Name an empty folder, or replace the content pack in it with --overwrite.");
        File.ReadAllText(Path.Combine(Pack, "places.yaml")).ShouldContain("Basra");
        await RunAsync(database, "export", "content", Pack, "--overwrite");
        FilesOf(Pack)
            .Keys.ShouldBe(
                [
                    "README.md",
                    "documents/one/ar.md",
                    "documents/one/document.yaml",
                    "documents/one/en.md",
                    "documents/two/document.yaml",
                    "documents/two/en.md",
                    "members.yaml",
                    "places.yaml",
                ],
                ignoreOrder: true
            );
        File.ReadAllText(Path.Combine(Pack, "README.md")).ShouldBe("Ours.");
        File.ReadAllText(Path.Combine(Pack, "places.yaml"))
            .ShouldBe("# Our comment.\n#\n# Two parts.\nraqqa: {en: \"Raqqa\", ar: \"الرقة\"}\n");
        Directory.EnumerateFileSystemEntries(folder.Path).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_empty_site_gives_an_empty_folder()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);

        (await RunAsync(database, "export", "content", Pack)).ShouldBe($"0 files written to {Pack}.");
        Directory.Exists(Pack).ShouldBeTrue();
    }

    [Fact]
    public async Task A_pack_that_cannot_be_imported_is_written_and_says_why()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await RunAsync(database, "import", "content", small.Path);
        await RunAsync(database, "document", "unpublish", "two", "--reason", "mistake");

        var (code, output, errors) = await CommandLine.RunAsync(database.Settings, "export", "content", Pack);

        code.ShouldBe(1);
        output.ShouldContain("document:two (en): left out, since readers do not see it.");
        output.ShouldContain("document:one → document:two: this reference was left out");
        errors.ShouldContain("documents/one/en.md:5: the link goes to the document “two”, which is not in this pack.");
        errors.ShouldContain("The pack cannot be imported until they are corrected, on the site or in the files.");
        FilesOf(Pack).Keys.ShouldContain("documents/one/en.md");
    }

    public void Dispose()
    {
        folder.Dispose();
        small.Dispose();
    }

    /// <summary>Everything that can happen to a text after an import.</summary>
    private async Task ChangeAsync(TestDatabase site)
    {
        folder.Write("body.md", "A text with {{members 2020-10-01}} members.\n\n---\n\n> “Quoted”: 100 % — # no heading");
        folder.Write("text.md", "Another text.");
        var (body, text) = (Path.Combine(folder.Path, "body.md"), Path.Combine(folder.Path, "text.md"));
        string[] Draft(string slug, string language, string file) =>
            [
                "document",
                "draft",
                slug,
                "--language",
                language,
                "--title",
                $"“{slug}”: a title",
                "--summary",
                "It’s 1 # 2.",
                "--body",
                file,
            ];

        // Written here, translated over another translation, corrected in one language.
        await RunAsync(site, [.. Draft("written-here", "en", body), "--kind", "story"]);
        await RunAsync(
            site,
            "document",
            "translate",
            "written-here",
            "--language",
            "fr",
            "--from",
            "en",
            "--title",
            "Écrit",
            "--summary",
            "Résumé : ici.",
            "--body",
            text
        );
        await RunAsync(
            site,
            "document",
            "translate",
            "written-here",
            "--language",
            "ar",
            "--from",
            "fr",
            "--title",
            "مكتوب",
            "--summary",
            "ملخص",
            "--body",
            text
        );
        await RunAsync(site, "document", "release", "written-here");
        await RunAsync(site, "document", "correct", "written-here", "--language", "fr", "--notice", "Corrigé : « une date »");
        // Changed, withdrawn and released again.
        await RunAsync(site, Draft("baghouz-end-of-territorial-control", "en", text));
        await RunAsync(site, "document", "release", "baghouz-end-of-territorial-control");
        await RunAsync(
            site,
            "document",
            "withdraw",
            "kobane-five-years-on",
            "--language",
            "en",
            "--notice",
            "en=Withdrawn.",
            "--reason",
            "x"
        );
        await RunAsync(site, "document", "release", "kobane-five-years-on", "--reason", "x");
        await RunAsync(site, "document", "move", "deir-ez-zor-rebuilds", "--to", "written-here", "--reason", "x");
        // Undone, and never public.
        await RunAsync(site, "document", "remove", "raqqa-bridge-at-dawn", "--reason", "x");
        await RunAsync(site, "document", "undo", "raqqa-bridge-at-dawn");
        await RunAsync(site, "document", "unpublish", "old-notice-2020", "--reason", "x");
        await RunAsync(site, Draft("about", "en", text));
        await RunAsync(site, [.. Draft("unfinished", "en", text), "--kind", "story"]);
        await RunAsync(site, "wall", "add", "unami", "--text", "Typed on the site. 🇮🇶 #Iraq", "--language", "en");
    }

    private static async Task<string> RunAsync(TestDatabase database, params string[] arguments)
    {
        var (code, output, errors) = await CommandLine.RunAsync(database.Settings, arguments);
        code.ShouldBe(0, $"{string.Join(' ', arguments)}: {errors}");
        return output;
    }

    /// <summary>What readers see, by table: without what belongs to one site, and without texts that are not public.</summary>
    private static async Task<SortedDictionary<string, List<string>>> RowsAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var editions = await db.Set<Edition>()
            .AsNoTracking()
            .Include(edition => edition.Document)
            .Include(edition => edition.Statuses)
            .Where(edition => edition.PublicRevision != null)
            .ToListAsync();
        var shown = editions.Select(edition => (edition.Id, edition.PublicRevision)).ToHashSet();
        var documents = editions.Select(edition => edition.DocumentId).ToHashSet();
        var tables = new SortedDictionary<string, List<string>>(StringComparer.Ordinal)
        {
            ["histories"] = editions.ConvertAll(edition =>
            {
                var (released, since) = DocumentHistory.Of(edition.Statuses);
                var changes = since.Select(status => $"{status.State} {status.At:O} {status.Notice} {status.MovedTo}");
                return $"{edition.Document.Slug} {edition.Language} {released:O} {string.Join(", ", changes)}";
            }),
        };
        foreach (var (type, _) in db.AuditedTables().Where(table => table.Type.ClrType != typeof(Status)))
        {
            var table = type.GetTableName()!;
            var hidden = OfOneSite.Concat(OfOneTable.GetValueOrDefault(table) ?? []).ToHashSet();
            var rows = new List<string>();
            await foreach (var row in db.ReadRows(type))
            {
                var isShown = row switch
                {
                    Document document => documents.Contains(document.Id),
                    Topic topic => documents.Contains(topic.DocumentId),
                    Edition edition => shown.Contains((edition.Id, edition.PublicRevision)),
                    Revision revision => shown.Contains((revision.EditionId, revision.Number)),
                    ReleasedText text => shown.Contains((text.EditionId, text.Number)),
                    _ => true,
                };
                if (isShown)
                {
                    var entry = db.Entry(row);
                    var values = type.GetProperties()
                        .Where(property => !hidden.Contains(property.Name))
                        .Select(property => $"{property.Name}={entry.Property(property).CurrentValue}");
                    rows.Add(string.Join(" | ", values));
                }
            }

            tables[table] = rows;
        }

        return tables;
    }

    private static string Fingerprint(KeyValuePair<string, byte[]> file) => $"{file.Key} {Convert.ToHexString(file.Value)}";

    private static Dictionary<string, byte[]> FilesOf(string root) =>
        Directory
            .EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .ToDictionary(path => Path.GetRelativePath(root, path), File.ReadAllBytes, StringComparer.Ordinal);

    private static void CopyFolder(string from, string to)
    {
        foreach (var (file, content) in FilesOf(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(to, file))!);
            File.WriteAllBytes(Path.Combine(to, file), content);
        }
    }
}
