using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Media.Files;
using Concord.Media.Library;
using Concord.Media.Rendering;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Media;

public sealed class PictureImportTests : IDisposable
{
    private const string Drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 60\"/>";
    private readonly SmallPack pack = new();

    public PictureImportTests() => pack.Write("pictures/gate/picture.yaml", "alt: { en: A gate, ar: بوابة }");

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_photograph_is_stored_once_for_all_languages(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        var content = SamplePhotograph.WithMetadata(".jpg");
        pack.Write("pictures/gate/all.jpg", content);

        (await ImportAsync(database)).Counts.Added.ShouldBe(5);
        (await ImportAsync(database)).Counts.ShouldBe(new ImportCounts(0, 0, 5));

        var (english, arabic) = (await PictureAsync(database, "en"), await PictureAsync(database, "ar"));
        (english.Width, english.Height, english.Alt).ShouldBe((600, 900, "A gate"));
        english.Address.ShouldEndWith("/gate.jpg");
        english.Sources.Select(source => source.Type).ShouldBe(["image/avif", "image/webp"]);
        english.Sources[0].Set.ShouldMatch(@"^/media/[0-9a-f]{32}/gate\.avif 400w, /media/[0-9a-f]{32}/gate\.avif 600w$");
        arabic.Sources.ShouldBe(english.Sources);
        arabic.Alt.ShouldBe("بوابة");
        var kept = await KeptAsync(database);
        // Four renditions, one for every browser, as many of the photograph cut for lists, and the master.
        kept.Count.ShouldBe(11);
        kept.ShouldNotContain(file => file.Content.Length == content.Length);
        var digest = await MasterAsync(database);
        var master = kept.Single(file => file.Digest == digest);
        Photograph.Master(master.Content, 600, PictureLimits.Own).ShouldBe(master.Content);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_drawing_can_replace_a_photograph_and_vice_versa(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        pack.Write("pictures/gate/all.png", SamplePhotograph.Of(".png", 300, 200));
        await ImportAsync(database);
        pack.Write("pictures/gate/ar.svg", Drawing);

        (await ImportAsync(database)).Counts.ShouldBe(new ImportCounts(0, 1, 4));

        var (english, arabic) = (await PictureAsync(database, "en"), await PictureAsync(database, "ar"));
        english.Sources.Count.ShouldBe(2);
        (arabic.Sources.Count, Path.GetExtension(arabic.Address)).ShouldBe((0, ".svg"));
        pack.Write("pictures/gate/en.svg", Drawing);
        await ImportAsync(database);
        (await PictureAsync(database, "en")).Sources.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_picture_has_one_shape_in_every_language()
    {
        pack.Write("pictures/gate/all.png", SamplePhotograph.Of(".png", 300, 300));
        pack.Write("pictures/gate/ar.svg", Drawing);

        await ShouldBeToldAsync("pictures/gate/ar.svg:0 InconsistentValues");
    }

    [Fact]
    public async Task A_damaged_photograph_is_reported_and_nothing_is_imported()
    {
        pack.Write("pictures/gate/all.webp", SamplePhotograph.Of(".webp")[..700]);

        await ShouldBeToldAsync("pictures/gate/all.webp:0 InvalidPicture");
    }

    [Fact]
    public async Task A_photograph_that_is_too_large_is_reported()
    {
        pack.Write("pictures/gate/all.jpg", new byte[(32 << 20) + 1]);

        await ShouldBeToldAsync("pictures/gate/all.jpg:0 FileTooLarge");
    }

    [Fact]
    public async Task A_picture_without_a_file_is_reported()
    {
        await ShouldBeToldAsync("pictures/gate/all.svg:0 FileNotFound");
    }

    [Fact]
    public async Task Source_and_rights_come_with_the_pack_and_go_back_into_one()
    {
        const string Yaml = """
            alt: { en: A gate, ar: بوابة }
            caption: { en: At noon. }
            credit: "The town: its archive"
            rights: |
              Free for news.
              Ask for anything else.
            consent: Nobody is shown.
            focus-x: 30
            focus-y: 0
            """;
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        pack.Write("pictures/gate/all.png", SamplePhotograph.Of(".png", 90, 60));
        pack.Write("pictures/gate/picture.yaml", Yaml);
        await ImportAsync(database);
        using var target = new TemporaryFolder();
        var path = Path.Combine(target.Path, "pack");

        await using (var scope = database.Scope())
        {
            await scope.ServiceProvider.GetRequiredService<ExportContent>().RunAsync(path, replaces: false, default);
        }

        await using var other = await Providers.OpenAsync(Provider.Sqlite);
        (await ImportAsync(other, path)).Problems.ShouldBeEmpty();
        foreach (var one in (TestDatabase[])[database, other])
        {
            await using var scope = one.Scope();
            var picture = await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<Picture>().SingleAsync();
            (picture.Credit, picture.Consent).ShouldBe(("The town: its archive", "Nobody is shown."));
            picture.Rights!.Trim().ShouldBe("Free for news.\nAsk for anything else.");
            (picture.FocusX, picture.FocusY).ShouldBe((30, 0));
        }
    }

    [Fact]
    public async Task What_a_person_wrote_about_a_picture_is_not_overwritten()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        pack.Write("pictures/gate/all.png", SamplePhotograph.Of(".png", 90, 60));
        await ImportAsync(database);
        await DescribeAsync(database, "A tall gate");

        (await ImportAsync(database)).Counts.Changed.ShouldBe(0);
        (await PictureAsync(database, "en")).Alt.ShouldBe("A tall gate");
        (await ImportAsync(database, overwrites: true)).Counts.Changed.ShouldBe(1);
        (await PictureAsync(database, "en")).Alt.ShouldBe("A gate");
        await DescribeAsync(database, "A tall gate");
        pack.Write("pictures/gate/picture.yaml", "alt: { en: A narrow gate, ar: بوابة }");

        (await ImportAsync(database)).Conflicts.ShouldHaveSingleItem().Subject.ShouldBe("picture:gate");
        (await PictureAsync(database, "en")).Alt.ShouldBe("A tall gate");

        (await ImportAsync(database, overwrites: true)).Conflicts.ShouldBeEmpty();
        (await PictureAsync(database, "en")).Alt.ShouldBe("A narrow gate");
    }

    [Fact]
    public async Task A_picture_is_described_in_the_languages_of_the_texts_that_show_it()
    {
        pack.Write("pictures/gate/all.png", SamplePhotograph.Of(".png", 90, 60));
        pack.Write("pictures/gate/picture.yaml", "alt: { en: A gate }");
        pack.Write("documents/one/ar.md", "---\ntitle: واحد\nsummary: خلاصة\n---\nنص.\n\n![](picture:gate)\n");

        await ShouldBeToldAsync("documents/one/ar.md:7 MissingTranslation");
        pack.Write("documents/one/ar.md", "---\ntitle: واحد\nsummary: خلاصة\n---\nنص.\n\n![](picture:wall)\n");
        await ShouldBeToldAsync("documents/one/ar.md:7 UnknownReference");
        pack.Write("documents/one/ar.md", "---\ntitle: واحد\nsummary: خلاصة\n---\nنص.\n\n![بوابة](picture:gate)\n");
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        (await ImportAsync(database)).Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("focus-x: 101", "pictures/gate/picture.yaml:2 focus-x InvalidValue")]
    [InlineData("focus-y: 99999999999999999999", "pictures/gate/picture.yaml:2 focus-y InvalidValue")]
    [InlineData("external: maybe", "pictures/gate/picture.yaml:2 external UnknownValue")]
    public async Task A_value_that_cannot_be_is_reported(string line, string problem)
    {
        pack.Write("pictures/gate/all.png", SamplePhotograph.Of(".png", 90, 60));
        pack.Write("pictures/gate/picture.yaml", $"alt: {{ en: A gate, ar: بوابة }}\n{line}\n");

        await ShouldBeToldAsync(problem);
    }

    [Fact]
    public async Task A_picture_of_a_post_without_a_description_comes_back_from_a_pack()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        var (picture, _) = await MediaStore.RenderAsync(SamplePhotograph.Of(".png", 90, 60), default);
        using var target = new TemporaryFolder();
        await using (var scope = database.Scope())
        {
            var media = scope.ServiceProvider.GetRequiredService<MediaStore>();
            await media.AddFilesAsync(picture!, Actor.Command("test"), default);
            media.AddPicture("post", picture!, alt: "", Actor.Command("test"));
            await scope.ServiceProvider.GetRequiredService<ConcordDb>().SaveChangesAsync();
            await media.ExportAsync("post", new ExportFolder(target.Path), default);
        }

        File.Copy(
            Directory.GetFiles(target.Path, "all.*", SearchOption.AllDirectories).Single(),
            Path.Combine(pack.Path, "post.jpg")
        );
        pack.Write("pictures/post/all.jpg", await File.ReadAllBytesAsync(Path.Combine(pack.Path, "post.jpg")));
        File.Delete(Path.Combine(pack.Path, "post.jpg"));
        pack.Write(
            "pictures/post/picture.yaml",
            await File.ReadAllTextAsync(Path.Combine(target.Path, "pictures/post/picture.yaml"))
        );
        pack.Write("pictures/gate/all.png", SamplePhotograph.Of(".png", 90, 60));
        await using var other = await Providers.OpenAsync(Provider.Sqlite);

        (await ImportAsync(other)).Problems.ShouldBeEmpty();

        await using var read = other.Scope();
        var editions = read.ServiceProvider.GetRequiredService<ConcordDb>().Set<PictureEdition>();
        (await editions.SingleAsync(edition => edition.Picture == "post")).Language.ShouldBe("und");
    }

    public void Dispose() => pack.Dispose();

    private async Task ShouldBeToldAsync(string problem)
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);

        var outcome = await ImportAsync(database);

        outcome.Problems.ShouldHaveSingleItem().Place().ShouldBe(problem);
        (await KeptAsync(database)).ShouldBeEmpty();
    }

    private async Task<ImportResult> ImportAsync(TestDatabase database, string? path = null, bool overwrites = false)
    {
        await using var scope = database.Scope();
        var import = scope.ServiceProvider.GetRequiredService<ImportContent>();
        var options = new ImportOptions(Overwrites: overwrites);
        return await import.RunAsync(path ?? pack.Path, options, Actor.Command("test"), progress: null, default);
    }

    private static async Task DescribeAsync(TestDatabase database, string alt)
    {
        await using var scope = database.Scope();
        var texts = new Dictionary<string, PictureTexts> { ["en"] = new(alt, null) };
        var result = await scope
            .ServiceProvider.GetRequiredService<DescribePicture>()
            .RunAsync("gate", new(texts, Details: null, BasedOn: null), Actor.Command("test"), default);
        result.ShouldBe(DescribeResult.Done);
    }

    private static async Task<PagePicture> PictureAsync(TestDatabase database, string language)
    {
        await using var scope = database.Scope();
        var languages = scope.ServiceProvider.GetRequiredService<LanguageSet>();
        var media = scope.ServiceProvider.GetRequiredService<MediaStore>();
        var asked = languages.All.Single(known => known.Code == language);
        return (await media.FindAsync(["gate"], asked, default))["gate"];
    }

    private static async Task<List<MediaFile>> KeptAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return await scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<MediaFile>().AsNoTracking().ToListAsync();
    }

    private static async Task<string?> MasterAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        return await db.Set<PictureEdition>().Select(edition => edition.Master).Distinct().SingleAsync();
    }
}
