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
    [InlineData("<set attributeName=\"href\" to=\"https://evil.example/\"/>")]
    [InlineData("<svg/>")]
    [InlineData("<?xml-stylesheet href='https://evil.example/x.css'?>")]
    [InlineData("<style>@import url(https://evil.example/x.css);</style>")]
    [InlineData("<style>@\\69mport 'https://evil.example/x.css';</style>")]
    [InlineData("<style>@font-face{font-family:a;src:url(https://evil.example/a)}</style>")]
    [InlineData("<style>.a{fill:u\\72l(https://evil.example/a)}</style>")]
    [InlineData("<style>.a{fill:/**/url(https://evil.example/a)}</style>")]
    [InlineData("<style>.a{background:image-set('https://evil.example/a' 1x)}</style>")]
    [InlineData("<style>.a{cursor:url(#a)}</style>")]
    [InlineData("<style>.a{fill:red}}@import 'x';</style>")]
    [InlineData("<style type='text/css'>.a{fill:red}</style>")]
    [InlineData("<style><![CDATA[.a{fill:url('https://evil.example/a')}]]></style>")]
    [InlineData("<path fill=\"url(#a) url(https://evil.example/#a)\" d=\"\"/>")]
    [InlineData("<path fill=\"u\\72l(https://evil.example/#a)\" d=\"\"/>")]
    [InlineData("<path style=\"background:url(https://evil.example/#a)\" d=\"\"/>")]
    [InlineData("<path style=\"fill:image-set('https://evil.example/a' 1x)\" d=\"\"/>")]
    [InlineData("<g xml:base=\"https://evil.example/\"><use href=\"#a\"/></g>")]
    [InlineData("<g xmlns:x=\"http://www.w3.org/1999/xhtml\"/>")]
    [InlineData("<path filter=\"url(#a)\" d=\"\"/>")]
    [InlineData("<path data-x=\"1\" d=\"\"/>")]
    [InlineData("<use href=\"&#x68;ttps://evil.example/x.svg\"/>")]
    [InlineData("<pattern id=\"a\"><path fill=\"url(#a)\" d=\"\"/></pattern>")]
    [InlineData("<mask id=\"a\"><use href=\"#a\"/></mask>")]
    public void Scripts_fetches_and_links_are_refused(string content)
    {
        var (size, fault) = Read($"{Open}\n{content}</svg>");

        size.ShouldBeNull();
        fault!.ShouldContain("is not allowed");
    }

    [Fact]
    public void Uses_that_multiply_are_refused()
    {
        var nested = string.Concat(
            Enumerable.Range(1, 10).Select(level => $"<g id=\"a{level}\">{Uses(10, level - 1)}</g>").Prepend("<g id=\"a0\"/>")
        );
        Read($"{Open}{nested}</svg>").Fault.ShouldNotBeNull().ShouldContain("what is used");
        var large = string.Concat(Enumerable.Repeat("<path d=\"\"/>", 5000));
        Read($"{Open}<g id=\"a0\">{large}</g>{Uses(3, 0)}</svg>").Size.ShouldNotBeNull();
        Read($"{Open}<g id=\"a0\">{large}</g>{Uses(4, 0)}</svg>").Size.ShouldBeNull();
        Read($"{Open}<g id=\"a0\"><use href=\"#a0\"/></g></svg>").Size.ShouldBeNull();

        static string Uses(int count, int level) => string.Concat(Enumerable.Repeat($"<use href=\"#a{level}\"/>", count));
    }

    [Theory]
    [InlineData("<path fill=\"url(#a)\" stroke=\"rgb(1, 2, 3)\" transform=\"translate(1 2) rotate(-45)\" d=\"M0 0h9\"/>")]
    [InlineData(
        "<style>.a,.b{fill:none;stroke:#0b5563;stroke-dasharray:.1 6.2}@media(prefers-color-scheme:dark){.a{fill:#fff}}</style>"
    )]
    [InlineData("<style>@media(max-width:480px){.a{transform:matrix(1.5,0,0,1.5,-66,20)}}</style>")]
    [InlineData("<style>\n  @media (prefers-color-scheme: dark) {\n    path { stroke: #7fc6d0; }\n  }\n</style>")]
    [InlineData("<text x=\"1\" style=\"fill:red;font-size:12px\" lang=\"ar\" aria-label=\"“نص”\">نص</text>")]
    [InlineData("<g id=\"a\"><path d=\"\"/></g><use href=\"#a\" x=\"3\"/>")]
    [InlineData("<pattern id=\"p\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\"><path d=\"M0 0\"/></pattern>")]
    public void Plain_drawings_are_accepted(string content) => Read($"{Open}{content}</svg>").ShouldBe(((640, 400), null));

    [Fact]
    public void Deep_and_huge_drawings_are_refused()
    {
        Read(Open + string.Concat(Enumerable.Repeat("<g>", 100_000))).Fault.ShouldNotBeNull().ShouldContain("within each other");
        Read(Open + string.Concat(Enumerable.Repeat("<g/>", 20_001)) + "</svg>").Size.ShouldBeNull();
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
