using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Media.Files;
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
        // Four renditions, one for every browser, and the master.
        kept.Count.ShouldBe(6);
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

    public void Dispose() => pack.Dispose();

    private async Task ShouldBeToldAsync(string problem)
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);

        var outcome = await ImportAsync(database);

        outcome.Problems.ShouldHaveSingleItem().Place().ShouldBe(problem);
        (await KeptAsync(database)).ShouldBeEmpty();
    }

    private async Task<ImportResult> ImportAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var import = scope.ServiceProvider.GetRequiredService<ImportContent>();
        return await import.RunAsync(pack.Path, default, Actor.Command("test"), progress: null, default);
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
