using System.Text;
using Concord.Media.Files;
using Concord.TestKit;

namespace Concord.Modules.Tests.Media;

public sealed class SvgCheckTests
{
    private const string Open = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 400\">";

    [Fact]
    public void The_dimensions_of_an_SVG_are_read() => Read($"{Open}<path d=\"M0 0h9\"/></svg>").ShouldBe(((640, 400), null));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<foreignObject><body/></foreignObject>")]
    [InlineData("<image href=\"https://evil.example/x.png\"/>")]
    [InlineData("<path onclick=\"alert(1)\" d=\"\"/>")]
    [InlineData("<use href=\"https://evil.example/x.svg#a\"/>")]
    [InlineData("<path fill=\"url(https://evil.example/#a)\" d=\"\"/>")]
    [InlineData("<a href=\"#x\"><path d=\"\"/></a>")]
    [InlineData("<animate attributeName=\"d\"/>")]
    public void Scripts_fetches_and_links_are_refused(string content)
    {
        var (size, fault) = Read($"{Open}\n{content}</svg>");

        size.ShouldBeNull();
        fault!.ShouldContain("is not allowed");
    }

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY x \"y\">]><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\">&x;</svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 0 0\"/>")]
    [InlineData("<html/>")]
    [InlineData("")]
    [InlineData("no markup")]
    public void A_file_that_is_not_an_SVG_is_refused(string content) => Read(content).Size.ShouldBeNull();

    [Fact]
    public void Any_damage_to_a_drawing_is_read_or_refused()
    {
        var good = Encoding.UTF8.GetBytes(
            $"{Open}<style>.a{{fill:red}}</style><g><path class=\"a\" d=\"M0 0h9v9z\"/><circle r=\"3\"/></g></svg>"
        );
        foreach (var bytes in Fuzz.Damaged(good, 2000))
        {
            var size = SvgCheck.Read(bytes, out var fault);

            (size is null).ShouldBe(fault.Message is not null);
        }
    }

    private static ((int, int)? Size, string? Fault) Read(string content) =>
        (SvgCheck.Read(Encoding.UTF8.GetBytes(content), out var fault), fault.Message);
}
