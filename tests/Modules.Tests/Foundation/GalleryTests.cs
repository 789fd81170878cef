using Concord.Foundation.Text;

namespace Concord.Modules.Tests.Foundation;

/// <summary>Pictures beside each other, and quotations with their speakers.</summary>
public sealed class GalleryTests
{
    private readonly MarkdownText markdown = new();

    [Fact]
    public void Pictures_in_lines_of_one_paragraph_are_a_gallery()
    {
        const string Text = "Before.\n\n![one](picture:one)\n![](picture:two \"Two\")\n\nAfter.";

        MarkdownText.Check(Text).ShouldBeNull();
        MarkdownText.Pictures(Text).ShouldBe([new TextPicture("one", "one", null, 3), new TextPicture("two", "", "Two", 4)]);
        Html(Text).ShouldBe("<p>Before.</p><div class=\"gallery\"><i>one</i><i>two</i></div><p>After.</p>");
        MarkdownText
            .ReplacePictures(Text, picture => picture with { Alt = picture.Name })
            .ShouldBe("Before.\n\n![one](picture:one)\n![two](picture:two \"Two\")\n\nAfter.");
    }

    [Fact]
    public void Of_a_gallery_what_is_missing_is_left_out()
    {
        Html("![](picture:one)\n![](picture:missing)\n![](picture:two)")
            .ShouldBe("<div class=\"gallery\"><i>one</i><i>two</i></div>");
        Html("![](picture:one)\n![](picture:missing)").ShouldBe("<i>one</i>");
        Html("![](picture:missing)\n![](picture:missing)").ShouldBe("");
    }

    [Theory]
    [InlineData("![](picture:one)\nwords\n![](picture:two)")]
    [InlineData("![](picture:one)\n![](picture:two) words")]
    [InlineData("words\n![](picture:two)")]
    [InlineData("![](picture:one)![](picture:two)")]
    [InlineData("- ![](picture:one)\n  ![](picture:two)")]
    public void Pictures_with_words_between_are_refused(string text) =>
        MarkdownText.Check(text).ShouldNotBeNull().Kind.ShouldBe(MarkdownFaultKind.PictureNotAlone);

    [Fact]
    public void A_quotation_names_its_speaker_after_a_dash()
    {
        Html("> We *go* on.\n>\n> — A minister, 3 October <2020>")
            .ShouldBe(
                "<figure><blockquote><p>We <em>go</em> on.</p></blockquote><figcaption>— A minister, 3 October &lt;2020&gt;</figcaption></figure>"
            );
        Html("> Text.\n>\n> - A list").ShouldNotContain("figure");
        Html("> — Only a dash").ShouldBe("<blockquote><p>— Only a dash</p></blockquote>");
        MarkdownText.ToPlainText("> We go on.\n>\n> — A minister").ShouldBe("We go on.\n— A minister");
    }

    private string Html(string text) =>
        markdown
            .ToHtml(text, _ => null, "", picture => picture.Name == "missing" ? null : $"<i>{picture.Name}</i>")
            .Replace("\n", "", StringComparison.Ordinal);
}
