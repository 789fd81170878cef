using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Media.Downloads;
using Concord.Media.Library;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Media;

/// <summary>Files for download in a content pack.</summary>
public sealed class FileImportTests : IDisposable
{
    private static readonly Actor Importer = Actor.Command("import content");

    private readonly SmallPack pack = new();
    private readonly TemporaryFolder folder = new();

    public FileImportTests()
    {
        pack.Write("files/annual-report/file.yaml", "file: \"Annual report.pdf\"\nrights: Ours\n");
        pack.Write("files/annual-report/Annual report.pdf", SamplePdf.Of("Ninety pages of numbers"));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_file_is_imported_exported_and_imported_again_unchanged(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        (await ImportAsync(database, pack.Path)).Counts.Added.ShouldBe(5);
        (await ImportAsync(database, pack.Path)).Counts.ShouldBe(new ImportCounts(0, 0, 5));

        await WithAsync(
            database,
            async services =>
            {
                var stored = await services.GetRequiredService<FileLibrary>().FindAsync("annual-report", default);
                (stored!.FileName, stored.Rights, stored.Pages, stored.HasText).ShouldBe(("Annual report.pdf", "Ours", 1, true));
                await services.GetRequiredService<ExportContent>().RunAsync(folder.Path, replaces: false, default);
                return 0;
            }
        );

        foreach (var file in new[] { "file.yaml", "Annual report.pdf" })
        {
            var exported = await File.ReadAllBytesAsync(Path.Combine(folder.Path, "files/annual-report", file));
            exported.ShouldBe(await File.ReadAllBytesAsync(Path.Combine(pack.Path, "files/annual-report", file)));
        }
    }

    [Fact]
    public async Task What_a_person_changed_is_kept_until_the_import_overwrites_it()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await ImportAsync(database, pack.Path);
        await WithAsync(
            database,
            services =>
                services
                    .GetRequiredService<DescribeFile>()
                    .RunAsync("annual-report", new FileDescription("Report.pdf", null), null, Importer, default)
        );
        pack.Write("files/annual-report/file.yaml", "file: Annual report.pdf\nrights: Theirs\n");

        var kept = await ImportAsync(database, pack.Path);
        kept.Conflicts.ShouldHaveSingleItem().Subject.ShouldBe("file:annual-report");
        (await NameAsync(database)).ShouldBe("Report.pdf");

        (await ImportAsync(database, pack.Path, new ImportOptions(Overwrites: true))).Conflicts.ShouldBeEmpty();
        (await NameAsync(database)).ShouldBe("Annual report.pdf");
    }

    [Theory]
    [InlineData("file: Annual report.pdf\nsize: 3\n", ImportProblemCode.UnknownKey)]
    [InlineData("rights: Ours\n", ImportProblemCode.MissingValue)]
    [InlineData("file: report.exe\n", ImportProblemCode.InvalidValue)]
    [InlineData("file: missing.pdf\n", ImportProblemCode.FileNotFound)]
    [InlineData("file: [\n", ImportProblemCode.NotYaml)]
    public async Task A_faulty_description_is_named(string yaml, ImportProblemCode code)
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        pack.Write("files/annual-report/file.yaml", yaml);

        var result = await ImportAsync(database, pack.Path);

        result.Problems.ShouldContain(problem =>
            problem.Code == code && problem.File.StartsWith("files/annual-report/", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_hostile_file_is_named_and_nothing_of_the_pack_is_imported()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        pack.Write("files/annual-report/Annual report.pdf", SamplePdf.With("/OpenAction << /S /JavaScript /JS (x) >>"));

        var problem = (await ImportAsync(database, pack.Path)).Problems.ShouldHaveSingleItem();

        (problem.File, problem.Code).ShouldBe(("files/annual-report/Annual report.pdf", ImportProblemCode.InvalidFile));
        problem.Message.ShouldContain("contains a script");
        (
            await WithAsync(database, services => services.GetRequiredService<ConcordDb>().Set<DownloadFile>().CountAsync())
        ).ShouldBe(0);
    }

    [Fact]
    public async Task A_text_may_name_only_files_of_the_pack()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        pack.Document("three", "kind: story\ndate: 2020-10-01", "Three", "[A](file:annual-report)\n\n[B](file:other-report)");

        var problem = (await ImportAsync(database, pack.Path)).Problems.ShouldHaveSingleItem();

        (problem.File, problem.Line, problem.Code).ShouldBe(("documents/three/en.md", 7, ImportProblemCode.UnknownReference));
        problem.Message.ShouldContain("file:other-report");
    }

    public void Dispose()
    {
        pack.Dispose();
        folder.Dispose();
    }

    private static async Task<ImportResult> ImportAsync(TestDatabase database, string path, ImportOptions options = default)
    {
        await using var scope = database.Scope();
        return await scope
            .ServiceProvider.GetRequiredService<ImportContent>()
            .RunAsync(path, options, Importer, progress: null, default);
    }

    private static async Task<T> WithAsync<T>(TestDatabase database, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = database.Scope();
        return await work(scope.ServiceProvider);
    }

    private static Task<string?> NameAsync(TestDatabase database) =>
        WithAsync(
            database,
            async services => (await services.GetRequiredService<FileLibrary>().FindAsync("annual-report", default))?.FileName
        );
}
