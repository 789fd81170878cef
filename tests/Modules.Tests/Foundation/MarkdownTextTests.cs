using Concord.Foundation.Text;
using Concord.TestKit;

namespace Concord.Modules.Tests.Foundation;

public sealed class MarkdownTextTests
{
    private readonly MarkdownText markdown = new();

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("text{onclick=alert(1)}")]
    [InlineData("# h {style=\"background:url(//evil.example)\"}")]
    [InlineData("![x](https://evil.example/pixel.png)")]
    [InlineData("<svg><style><img src=x onerror=alert(1)></style></svg>")]
    public void Scripts_and_external_references_are_removed(string text)
    {
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(markdown.ToHtml(text, _ => null));

        page.QuerySelectorAll("script,img,svg,style,iframe,object,link,base,form").ShouldBeEmpty();
        foreach (var attribute in page.All.SelectMany(element => element.Attributes))
        {
            attribute.Name.ShouldNotStartWith("on");
            attribute.Name.ShouldNotBe("style");
            attribute.Value.ShouldNotStartWith("javascript:");
            attribute.Value.ShouldNotStartWith("data:");
        }
    }

    [Fact]
    public void Foreign_passages_keep_their_language() =>
        markdown.ToHtml("It said *داعش*{lang=ar dir=rtl}.", _ => null).ShouldContain("<em lang=\"ar\" dir=\"rtl\">داعش</em>");

    [Fact]
    public void A_link_to_a_document_becomes_its_address_or_plain_text()
    {
        const string Text = "See [the **first**](doc:one) and [the second](doc:two).";

        var html = markdown.ToHtml(Text, slug => slug == "one" ? "/en/news/one" : null);

        html.Trim().ShouldBe("<p>See <a href=\"/en/news/one\">the <strong>first</strong></a> and the second.</p>");
        MarkdownText.DocumentLinks("\n\n" + Text).ShouldBe([("one", 3), ("two", 3)]);
    }

    [Fact]
    public void Any_text_gives_safe_HTML()
    {
        string[] pieces =
        [
            "<",
            ">",
            "script",
            "[a](",
            ")",
            "javascript:",
            "doc:x",
            "{",
            "}",
            "onload=",
            "\"",
            "`",
            "*",
            "_",
            "\n",
            "|",
            "&#106;",
            "ا",
            "\u202e",
        ];
        foreach (var text in Fuzz.Texts(1500, 60, pieces))
        {
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(markdown.ToHtml(text, _ => null));

            page.QuerySelector("script").ShouldBeNull(text);
            page.All.SelectMany(element => element.Attributes).ShouldAllBe(attribute => !attribute.Name.StartsWith("on"), text);
        }
    }
}
