using Concord.Foundation.Text;

namespace Concord.Modules.Tests.Foundation;

/// <summary>What a text shows of the site's own data.</summary>
public sealed class TextEmbedTests
{
    private readonly MarkdownText markdown = new();

    [Fact]
    public void An_embed_is_a_link_alone_in_its_paragraph()
    {
        const string Text = "Before.\n\n[The *annual* report](file:annual-report)\n\nAfter.";

        MarkdownText.Check(Text).ShouldBeNull();
        MarkdownText.Embeds(Text).ShouldHaveSingleItem().ShouldBe(new TextEmbed("file", "annual-report", "The annual report", 3));
        markdown
            .ToHtml(Text, _ => null, embedOf: embed => $"<b data-x>{embed.Target}</b>")
            .Replace("\n", "", StringComparison.Ordinal)
            .ShouldBe("<p>Before.</p><b data-x>annual-report</b><p>After.</p>");
    }

    [Fact]
    public void Where_it_cannot_be_shown_its_words_are()
    {
        const string Text = "[Report & <annex>](file:annual-report)";
        markdown.ToHtml(Text, _ => null).Trim().ShouldBe("<p>Report &amp; &lt;annex&gt;</p>");
        MarkdownText.ToPlainText(Text).ShouldBe("Report & <annex>");
    }

    [Theory]
    [InlineData("See [the report](file:annual-report).")]
    [InlineData("- [the report](file:annual-report)")]
    [InlineData("> [the report](file:annual-report)")]
    [InlineData("## [the report](file:annual-report)")]
    [InlineData("|a|\n|-|\n|[the report](file:annual-report)|")]
    [InlineData("[the report](file:annual-report) [and](file:another)")]
    [InlineData("[passwords](file:///etc/passwd)")]
    [InlineData("[none](file:)")]
    [InlineData("[x](file:Annual)")]
    public void An_embed_elsewhere_is_refused_and_never_a_link(string text)
    {
        MarkdownText.Check(text).ShouldNotBeNull().Kind.ShouldBe(MarkdownFaultKind.EmbedNotAlone);
        markdown.ToHtml(text, _ => null, embedOf: _ => "<b>").ShouldNotContain("file:");
        markdown.ToHtml(text, _ => null, embedOf: _ => "<b>").ShouldNotContain("<b>");
    }
}
