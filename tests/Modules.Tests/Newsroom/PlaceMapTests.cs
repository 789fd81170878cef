using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Concord.Foundation.Storage;
using Concord.Modules.Tests.Accounts;
using Concord.Modules.Tests.Cli;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Places;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>Maps of places in texts.</summary>
public sealed class PlaceMapTests : IDisposable
{
    private readonly SmallPack pack = new();

    public PlaceMapTests()
    {
        pack.Write(
            "places.yaml",
            "raqqa: { en: Raqqa, ar: الرقة }\nmosul: { en: Mosul, ar: الموصل }\nnowhere: { en: Nowhere, ar: لا مكان }"
        );
        pack.Write("locations.yaml", "raqqa: \"35.95, 39.01\"\nmosul: \"36.34, 43.13\"");
    }

    [Fact]
    public async Task A_text_shows_its_places_with_their_names_and_needs_no_script()
    {
        pack.Document("map", "kind: story\ndate: 2020-10-03", "Map", "Before.\n\n[Where it <was>](map:raqqa,mosul)");
        pack.Write(
            "documents/map/ar.md",
            "---\ntitle: خريطة\nsummary: خلاصة.\ntranslated-from: en\n---\n[أين كان](map:raqqa,mosul)\n"
        );
        await using var site = new TestSite(pack.Path);

        var (_, page) = await site.OpenAsync("/en/news/map");

        var map = page.QuerySelector("figure.map")!;
        map.QuerySelector("figcaption b")!.TextContent.ShouldBe("Where it <was>");
        map.QuerySelector("figcaption")!.TextContent.ShouldEndWith("The map shows no boundaries.");
        var svg = map.QuerySelector("svg")!;
        (svg.GetAttribute("role"), svg.GetAttribute("aria-label")).ShouldBe(("img", "Map with Raqqa, Mosul."));
        svg.QuerySelectorAll("text:not(.small)").Select(name => name.TextContent).ShouldBe(["Raqqa", "Mosul"]);
        svg.QuerySelector("text.small")!.TextContent.ShouldMatch("^[0-9]+ km$");
        svg.QuerySelectorAll("[style],script,image,use").ShouldBeEmpty();
        var (raqqa, mosul) = (Centre(svg, 0), Centre(svg, 1));
        raqqa.X.ShouldBeLessThan(mosul.X);
        raqqa.Y.ShouldBeGreaterThan(mosul.Y, "Mosul lies further north");
        (await site.Client.GetStringAsync("/en/feed.json")).ShouldNotContain("map:raqqa");

        (_, page) = await site.OpenAsync("/ar/news/map");
        page.QuerySelectorAll("figure.map text:not(.small)").Select(name => name.TextContent).ShouldBe(["الرقة", "الموصل"]);
        page.QuerySelector("figure.map svg")!.GetAttribute("direction").ShouldBe("ltr");
        // Other drawings are mirrored; east stays on the right.
        page.QuerySelector("style")!.TextContent.ShouldContain("[dir=rtl] .map svg{transform:none}");
    }

    [Theory]
    [InlineData("map:nowhere")]
    [InlineData("map:raqqa,atlantis")]
    public async Task A_place_that_lies_nowhere_is_refused(string target)
    {
        pack.Document("map", "kind: story\ndate: 2020-10-03", "Map", $"[Where]({target})");
        using var folder = new TemporaryFolder();
        var run = await CommandLine.RunAsync(new StorageSettings(folder.Path, null), "import", "content", pack.Path);
        run.Code.ShouldBe(1);
        run.Errors.ShouldContain(target.Split(',')[^1].Replace("map:", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("raqqa: north", "“north” is no place on the globe")]
    [InlineData("raqqa: \"91, 10\"", "no place on the globe")]
    [InlineData("raqqa: \"10, -181\"", "no place on the globe")]
    [InlineData("raqqa: \"10\"", "no place on the globe")]
    [InlineData("raqqa: \"1e1, 10\"", "no place on the globe")]
    [InlineData("raqqa: \"NaN, 10\"", "no place on the globe")]
    [InlineData("atlantis: \"10, 10\"", "has no name")]
    public async Task A_location_that_cannot_be_used_is_reported_with_its_line(string yaml, string words)
    {
        pack.Write("locations.yaml", yaml);
        using var folder = new TemporaryFolder();
        var run = await CommandLine.RunAsync(new StorageSettings(folder.Path, null), "import", "content", pack.Path);
        run.Code.ShouldBe(1);
        run.Errors.ShouldContain("locations.yaml:1");
        run.Errors.ShouldContain(words);
    }

    [Fact]
    public async Task The_workspace_says_where_a_place_lies_and_a_pack_brings_it_back()
    {
        await using var site = new TestSite(
            pack.Path,
            settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" }
        );
        var editor = await DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"]);
        var (_, page) = await editor.OpenAsync("/desk/en/record/place/raqqa");
        page.QuerySelector("[name='f.location']")!.GetAttribute("value").ShouldBe("35.95, 39.01");
        var (answer, refused) = await editor.SubmitAsync("/desk/en/record/place/nowhere", "form.record", ("f.location", "here"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.QuerySelector("main")!.TextContent.ShouldContain("no place on the globe");

        using var folder = new TemporaryFolder();
        var target = Path.Combine(folder.Path, "pack");
        (await CommandLine.RunAsync(new StorageSettings(site.DataDirectory, null), "export", "content", target)).Code.ShouldBe(0);

        (
            await File.ReadAllTextAsync(Path.Combine(target, "locations.yaml"), TestContext.Current.CancellationToken)
        ).ShouldContain("raqqa: \"35.95, 39.01\"");
        using var other = new TemporaryFolder();
        var run = await CommandLine.RunAsync(new StorageSettings(other.Path, null), "import", "content", target);
        run.Code.ShouldBe(0, run.Errors);
    }

    [Fact]
    public async Task A_pack_without_locations_leaves_those_of_the_site()
    {
        using var folder = new TemporaryFolder();
        var storage = new StorageSettings(folder.Path, null);
        (await CommandLine.RunAsync(storage, "import", "content", pack.Path)).Code.ShouldBe(0);
        File.Delete(Path.Combine(pack.Path, "locations.yaml"));

        (await CommandLine.RunAsync(storage, "import", "content", pack.Path)).Code.ShouldBe(0);

        await using var database = await TestDatabase.OpenAsync(storage);
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        (await db.Set<PlaceLocation>().CountAsync(TestContext.Current.CancellationToken)).ShouldBe(2);
    }

    [Fact]
    public void Names_do_not_cover_one_another_and_stay_on_the_map()
    {
        var near = new (string Name, GeoPoint At)[]
        {
            ("Raqqa", GeoPoint.Read("35.95, 39.01")!.Value),
            ("Tabqa", GeoPoint.Read("35.83, 38.55")!.Value),
            ("Kobane", GeoPoint.Read("36.89, 38.35")!.Value),
            ("Deir ez-Zor", GeoPoint.Read("35.34, 40.14")!.Value),
            ("Mosul", GeoPoint.Read("36.34, 43.13")!.Value),
        };
        var svg = Parse(PlaceMap.Draw(near, "Map", kilometres => $"{kilometres} km"));
        var boxes = svg.QuerySelectorAll("text:not(.small)").Select(BoxOf).ToList();
        foreach (var (box, place) in boxes.Select((box, place) => (box, place)))
        {
            box.Left.ShouldBeGreaterThanOrEqualTo(0);
            box.Right.ShouldBeLessThanOrEqualTo(MapFrame.Width);
            boxes
                .Skip(place + 1)
                .ShouldAllBe(other => other.Left >= box.Right || other.Right <= box.Left || Math.Abs(other.Y - box.Y) >= 12);
        }
    }

    [Theory]
    [InlineData("0, 0", "0, 0")]
    [InlineData("90, 180", "-90, -180")]
    [InlineData("51.51, -0.13", "33.31, 44.37")]
    [InlineData("89.9, 10", "89.8, 10")]
    public void Any_places_make_a_drawing_of_bounded_size(string one, string other)
    {
        var svg = PlaceMap.Draw(
            [("One", GeoPoint.Read(one)!.Value), ("Other", GeoPoint.Read(other)!.Value)],
            "Map",
            kilometres => $"{kilometres} km"
        );
        svg.Length.ShouldBeLessThan(60_000);
        svg.ShouldNotContain("NaN");
        svg.ShouldNotContain("∞");
        Parse(svg).QuerySelectorAll("circle").Length.ShouldBe(2);
    }

    [Fact]
    public void Land_is_where_it_is()
    {
        var frame = new MapFrame([GeoPoint.Read("33, 36")!.Value]);
        // The coast of the Levant runs through it; the sea lies to the west.
        var (x, _) = frame.Project(33, 35.2);
        x.ShouldBeInRange(1, MapFrame.Width / 2);
        MapFrame.Clip([(-50, -50), (20, -50), (20, 20), (-50, 20)]).ShouldAllBe(point => point.X >= -4 && point.Y >= -4);
        MapFrame.Clip([(-50, -50), (-20, -50), (-20, -20)]).ShouldBeEmpty();
        GeoPoint.Read("-35.95005, 39")!.Value.ToString().ShouldBe("-35.95, 39");
    }

    public void Dispose() => pack.Dispose();

    private static IElement Parse(string svg) => new AngleSharp.Html.Parser.HtmlParser().ParseDocument(svg).QuerySelector("svg")!;

    private static (double X, double Y) Centre(IElement svg, int place)
    {
        var circle = svg.QuerySelectorAll("circle")[place];
        return (Number(circle, "cx"), Number(circle, "cy"));
    }

    private static (double Left, double Right, double Y) BoxOf(IElement text)
    {
        var (x, width) = (Number(text, "x"), text.TextContent.Length * 6.6);
        var left = text.GetAttribute("text-anchor") switch
        {
            "end" => x - width,
            "middle" => x - (width / 2),
            _ => x,
        };
        return (left, left + width, Number(text, "y"));
    }

    private static double Number(IElement element, string name) =>
        double.Parse(element.GetAttribute(name)!, CultureInfo.InvariantCulture);
}
