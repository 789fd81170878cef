using Concord.Media.Rendering;

namespace Concord.Modules.Tests.Media;

/// <summary>The part of a photograph that lists show.</summary>
public sealed class CropAreaTests
{
    [Theory]
    [InlineData(1200, 800)]
    [InlineData(1210, 800)]
    [InlineData(3, 2)]
    public void The_shape_of_lists_is_shown_whole(int width, int height) => CropArea.Of(width, height, (0, 0)).ShouldBeNull();

    [Theory]
    [InlineData(600, 900, null, 0, 250, 600, 400)]
    [InlineData(600, 900, 0, 0, 0, 600, 400)]
    [InlineData(600, 900, 100, 0, 500, 600, 400)]
    [InlineData(600, 900, 60, 0, 340, 600, 400)]
    [InlineData(3000, 1000, null, 750, 0, 1500, 1000)]
    [InlineData(3000, 1000, 10, 0, 0, 1500, 1000)]
    [InlineData(3000, 1000, 80, 1500, 0, 1500, 1000)]
    public void The_main_point_is_in_the_middle_where_it_can_be(
        int width,
        int height,
        int? percent,
        int left,
        int top,
        int cutWidth,
        int cutHeight
    ) =>
        CropArea
            .Of(width, height, percent is { } point ? (point, point) : null)
            .ShouldBe(new CropArea(left, top, cutWidth, cutHeight));

    [Fact]
    public void Every_part_lies_within_its_photograph()
    {
        var random = new Random(20200323);
        for (var round = 0; round < 2000; round++)
        {
            var (width, height) = (random.Next(1, 17_000), random.Next(1, 17_000));
            var focus = (random.Next(101), random.Next(101));
            if (CropArea.Of(width, height, focus) is not { } area)
            {
                continue;
            }

            (area.Left >= 0 && area.Top >= 0 && area.Width >= 1 && area.Height >= 1).ShouldBeTrue();
            (area.Left + area.Width <= width && area.Top + area.Height <= height).ShouldBeTrue(
                $"{width} × {height}, {focus}: {area}"
            );
        }
    }
}
