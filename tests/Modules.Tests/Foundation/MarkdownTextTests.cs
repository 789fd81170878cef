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
    public void A_footnote_is_linked_with_its_place_both_ways()
    {
        const string text = "Freed[^a] and held.\n\n[^a]: As stated by [AFP](https://a.example/), *in brief*.\n\nThe end.";

        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(markdown.ToHtml(text, _ => null));

        var name = page.QuerySelector("p > a > sup")!;
        name.TextContent.ShouldBe("1");
        var note = page.QuerySelector($"li[id='{name.ParentElement!.GetAttribute("href")![1..]}']")!;
        note.TextContent.ShouldContain("As stated by AFP, in brief.");
        note.QuerySelectorAll("a")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe(["https://a.example/", $"#{name.ParentElement.Id}"]);
        MarkdownText.ToPlainText(text).ReplaceLineEndings(" ").ShouldBe("Freed and held. The end. As stated by AFP, in brief.");
        MarkdownText.Blocks(text).Select(block => block.Text).ShouldBe(text.Split("\n\n"));
        MarkdownText.FootnoteFault(text).ShouldBeNull();
    }

    [Theory]
    [InlineData("One.\n\nTwo[^x].", "x", 3)]
    [InlineData("One.\n\n[^x]: Text.", "x", 3)]
    [InlineData("One[^a].\n\n[^b]: Text.", "a", 1)]
    [InlineData("One[^a][^b].\n\n[^a]: Text.", "b", 1)]
    public void A_footnote_without_its_text_or_without_its_place_is_named(string text, string name, int line) =>
        MarkdownText.FootnoteFault(text).ShouldBe((name, line));

    [Theory]
    [InlineData("Words in brackets [one] and \\[^two\\].")]
    [InlineData("One[^a] and again[^a].\n\n[^a]: Text with [^b].\n[^b]: More.")]
    [InlineData("")]
    public void Footnotes_that_are_complete_have_no_fault(string text) => MarkdownText.FootnoteFault(text).ShouldBeNull();

    [Fact]
    public void Random_footnotes_keep_every_block_and_give_safe_HTML()
    {
        foreach (
            var text in Fuzz.Texts(
                1500,
                20,
                "[^a]",
                "[^a]:",
                "[^b]: ",
                " text",
                "\n",
                "\n\n",
                "> ",
                "- ",
                "[a]",
                "*",
                "    ",
                "|"
            )
        )
        {
            string.Concat(MarkdownText.Blocks(text).Select(block => block.Text + block.Gap)).ShouldBe(text);
            MarkdownText.ToPlainText(text).ShouldNotContain("<a ", customMessage: text);
            markdown.ToHtml(text, _ => null).ShouldNotContain("<script", customMessage: text);
        }
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
