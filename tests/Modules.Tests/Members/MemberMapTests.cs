using System.Globalization;
using System.Xml.Linq;
using Concord.Members.Map;
using Shouldly;
using Xunit;

namespace Concord.Modules.Tests.Members;

public sealed class MemberMapTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(90, 0, 0, -1.3173)]
    [InlineData(0, 180, 2.7066, 0)]
    public void Equal_Earth_gives_the_published_extent(double latitude, double longitude, double x, double y)
    {
        var point = EqualEarth.Project(latitude, longitude);

        point.X.ShouldBe(x, 0.0005);
        point.Y.ShouldBe(y, 0.0005);
    }

    /// <summary>The integral of the area between two parallels has to be that of a sphere: 2π (sin b − sin a).</summary>
    [Theory]
    [InlineData(0, 30)]
    [InlineData(30, 60)]
    [InlineData(60, 85)]
    public void Areas_keep_their_proportion(double south, double north)
    {
        const int Steps = 4000;
        var area = 0.0;
        for (var step = 0; step < Steps; step++)
        {
            var low = EqualEarth.Project(south + ((north - south) * step / Steps), 180);
            var high = EqualEarth.Project(south + ((north - south) * (step + 1) / Steps), 180);
            area += (low.X + high.X) * (low.Y - high.Y);
        }

        area.ShouldBe(2 * Math.PI * (Math.Sin(double.DegreesToRadians(north)) - Math.Sin(double.DegreesToRadians(south))), 0.001);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_land_is_drawn_as_one_shape_without_a_line(bool isNarrow)
    {
        var map = XDocument.Parse(new DotMap().Draw(["IQ"], isNarrow));

        map.Descendants(Svg + "path").Single().Attribute("class")!.Value.ShouldBe("o");
        map.Descendants(Svg + "style").Single().Value.ShouldNotMatch(@"\.o\{[^}]*stroke");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_grid_gives_every_member_a_square_of_its_own(bool isNarrow)
    {
        var map = XDocument.Parse(new GridMap().Draw(Capitals.All.Keys, isNarrow));
        var size = new GridMap().SizeOf(isNarrow);

        var squares = map.Descendants(Svg + "rect").Select(Square).ToList();
        squares.Count.ShouldBe(Capitals.All.Count);
        squares.Distinct().Count().ShouldBe(Capitals.All.Count);
        squares.ShouldAllBe(square => square.X >= 0 && square.X < size.Width && square.Y >= 0 && square.Y < size.Height);
        map.Descendants(Svg + "text").Select(text => text.Value).Distinct().Count().ShouldBe(Capitals.All.Count);
    }

    [Fact]
    public void The_grid_keeps_east_and_west_north_and_south()
    {
        var map = XDocument.Parse(new GridMap().Draw(["US", "IQ", "AU", "NO", "CD"], isNarrow: false));

        var places = map.Descendants(Svg + "rect")
            .Zip(map.Descendants(Svg + "text"))
            .ToDictionary(pair => pair.Second.Value, pair => Square(pair.First));
        places["US"].X.ShouldBeLessThan(places["IQ"].X);
        places["IQ"].X.ShouldBeLessThan(places["AU"].X);
        places["NO"].Y.ShouldBeLessThan(places["IQ"].Y);
        places["CD"].Y.ShouldBeLessThan(places["AU"].Y);
    }

    private static (int X, int Y) Square(XElement square) =>
        (
            int.Parse(square.Attribute("x")!.Value, CultureInfo.InvariantCulture),
            int.Parse(square.Attribute("y")!.Value, CultureInfo.InvariantCulture)
        );
}
