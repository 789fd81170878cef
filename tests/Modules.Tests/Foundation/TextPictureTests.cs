using Concord.Foundation.Text;

namespace Concord.Modules.Tests.Foundation;

/// <summary>Pictures of the site in a text.</summary>
public sealed class TextPictureTests
{
    private readonly MarkdownText markdown = new();

    [Theory]
    [InlineData("![](picture:violin)", "violin", "", null)]
    [InlineData("![A *violin* `x` &amp; a\nbow](picture:violin)", "violin", "A violin x & a bow", null)]
    [InlineData("![A](picture:violin-2 \"Mosul, \\\"2018\\\"\")", "violin-2", "A", "Mosul, \"2018\"")]
    [InlineData("![كمان][v]\n\n[v]: picture:violin", "violin", "كمان", null)]
    [InlineData("![A](picture:violin){.wide onclick=x}", "violin", "A", null)]
    public void A_picture_is_read_with_its_words(string text, string name, string alt, string? caption)
    {
        MarkdownText.Check(text).ShouldBeNull();
        var picture = MarkdownText.Pictures($"Before.\n\n{text}").ShouldHaveSingleItem();
        picture.ShouldBe(new TextPicture(name, alt, caption, 3));
    }

    [Theory]
    [InlineData("See ![](picture:violin) there.", MarkdownFaultKind.PictureNotAlone)]
    [InlineData("![](picture:violin) ![](picture:violin)", MarkdownFaultKind.PictureNotAlone)]
    [InlineData("> ![](picture:violin)", MarkdownFaultKind.PictureNotAlone)]
    [InlineData("- ![](picture:violin)", MarkdownFaultKind.PictureNotAlone)]
    [InlineData("|a|\n|-|\n|![](picture:violin)|", MarkdownFaultKind.PictureNotAlone)]
    [InlineData("## ![](picture:violin)", MarkdownFaultKind.PictureNotAlone)]
    [InlineData("[^1]\n\n[^1]: ![](picture:violin)", MarkdownFaultKind.PictureNotAlone)]
    [InlineData("![](picture:Not a name)", null)]
    [InlineData("![](picture:../x)", MarkdownFaultKind.PictureNotAlone)]
    [InlineData("![](https://example.org/x.png)", MarkdownFaultKind.PictureFromElsewhere)]
    [InlineData("![](/media/x.png)", MarkdownFaultKind.PictureFromElsewhere)]
    [InlineData("![](data:image/png;base64,AAAA)", MarkdownFaultKind.PictureFromElsewhere)]
    public void A_picture_elsewhere_is_refused(string text, MarkdownFaultKind? kind)
    {
        var found = MarkdownText.Check(text) is { } fault ? fault.Kind : (MarkdownFaultKind?)null;
        found.ShouldBe(kind);
        markdown.ToHtml(text, _ => null, "", _ => "<img>").ShouldNotContain("<img");
    }

    [Fact]
    public void Html_of_pictures_is_put_in_as_it_is_and_of_nothing_else()
    {
        const string Text = "One.\n\n![a](picture:first)\n\n![b](picture:missing)\n\nTwo <img src=x>.";

        var html = markdown.ToHtml(
            Text,
            _ => null,
            "",
            picture => picture.Name == "first" ? "<figure onx=\"1\">f</figure>" : null
        );

        html.Replace("\n", "", StringComparison.Ordinal)
            .ShouldBe("<p>One.</p><figure onx=\"1\">f</figure><p>Two &lt;img src=x&gt;.</p>");
    }

    [Fact]
    public void Words_of_every_kind_survive_writing_and_reading()
    {
        string[] words =
        [
            "plain",
            "[a] (b) *c* _d_ `e` <f> &amp; \\ \" ' ! | ~ ^ {x} #",
            "\\\\[\\]",
            "- list? 1. no > quote",
            "جسر الرقة “القديم”",
            "a{{members}}b",
            "[^1]",
            "http://example.org/x_y_z",
        ];
        foreach (var alt in words)
        {
            foreach (var caption in (string?[])[null, .. words])
            {
                var written = new TextPicture("violin", alt, caption, 1).ToMarkdown();
                MarkdownText.Check(written).ShouldBeNull(written);
                MarkdownText
                    .Pictures(written)
                    .ShouldHaveSingleItem()
                    .ShouldBe(new TextPicture("violin", alt, caption, 1), written);
            }
        }
    }

    [Fact]
    public void Replacing_leaves_the_rest_of_the_text_as_it_is()
    {
        const string Text = "A  \r\n*b*\n\n![](picture:one)\n\n| x |\n|---|\n\n![ü](picture:two \"t\")  \n\nEnd\n";

        var replaced = MarkdownText.ReplacePictures(Text, picture => picture with { Alt = picture.Name });

        replaced.ShouldBe("A  \r\n*b*\n\n![one](picture:one)\n\n| x |\n|---|\n\n![two](picture:two \"t\")  \n\nEnd\n");
        MarkdownText.ReplacePictures("No pictures.", picture => picture).ShouldBe("No pictures.");
    }

    [Fact]
    public void A_picture_in_plain_text_is_its_words() =>
        MarkdownText
            .ToPlainText("A\n\n![a bridge](picture:one)\n\nB")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(["A", "a bridge", "B"]);
}
