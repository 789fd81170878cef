using Concord.Foundation.Text;
using Concord.TestKit;

namespace Concord.Modules.Tests.Foundation;

/// <summary>One text must not break the site: what cannot be rendered in bounded time is refused with its place.</summary>
public sealed class MarkdownLimitsTests
{
    [Theory]
    [InlineData("[", 2_001, MarkdownFaultKind.TooManyMarks)]
    [InlineData(">", 2_000, MarkdownFaultKind.TooDeep)]
    [InlineData("> ", 13, MarkdownFaultKind.TooDeep)]
    [InlineData("- ", 13, MarkdownFaultKind.TooDeep)]
    [InlineData("1. ", 13, MarkdownFaultKind.TooDeep)]
    [InlineData("[a](", 50_000, MarkdownFaultKind.TooManyMarks)]
    [InlineData("|", 1_000_000, MarkdownFaultKind.TooManyColumns)]
    [InlineData("*a **b ", 50_000, MarkdownFaultKind.TooManyMarks)]
    [InlineData("`a``b", 50_000, MarkdownFaultKind.TooManyMarks)]
    [InlineData("<a ", 50_000, MarkdownFaultKind.TooManyMarks)]
    [InlineData("a{b=", 50_000, MarkdownFaultKind.TooManyMarks)]
    [InlineData("&amp", 50_000, MarkdownFaultKind.TooManyMarks)]
    [InlineData("[a]: b\n", 50_000, MarkdownFaultKind.TooManyMarks)]
    [InlineData("[^a]", 50_000, MarkdownFaultKind.TooManyMarks)]
    [InlineData("\n\n[^a]: b", 50_000, MarkdownFaultKind.TooManyMarks)]
    [InlineData("\n\n[a][b]", 50_000, MarkdownFaultKind.TooManyMarks)]
    [InlineData("|a|\n|-|\n", 50_000, MarkdownFaultKind.TooManyMarks)]
    public void A_text_beyond_the_limits_is_refused_with_its_line(string piece, int count, MarkdownFaultKind kind)
    {
        var fault = MarkdownText
            .Check("A paragraph.\n\n" + string.Concat(Enumerable.Repeat(piece, count)) + "x")
            .ShouldNotBeNull();

        fault.Kind.ShouldBe(kind);
        fault.Line.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("> > > A quotation in a quotation in a quotation.")]
    [InlineData("---\n\n* * *\n\n***************")]
    [InlineData("- a\n  - b\n    - c\n      - d")]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |")]
    [InlineData("1990. was a year, and 12. is a number.")]
    [InlineData("")]
    public void What_people_write_is_within_the_limits(string text) => MarkdownText.Check(text).ShouldBeNull();

    /// <summary>The worst of each construct that the limits let pass takes seconds at most; unbounded it took minutes.</summary>
    [Theory]
    [InlineData("[")]
    [InlineData("[a](")]
    [InlineData("![")]
    [InlineData("*a **b ")]
    [InlineData("*")]
    [InlineData("_a")]
    [InlineData("`a``b")]
    [InlineData("<")]
    [InlineData("<a ")]
    [InlineData("{a=")]
    [InlineData("*a*{lang=ar}")]
    [InlineData("&amp")]
    [InlineData("~a~~b")]
    [InlineData("[^a]")]
    [InlineData("\n\n[^a]: b")]
    [InlineData("[a]: b\n")]
    [InlineData("a\n---\n")]
    [InlineData("[a][a]")]
    [InlineData("![[]()")]
    public async Task Text_at_the_limits_is_rendered_or_refused(string piece)
    {
        foreach (var separator in (string[])["", "\n", " "])
        {
            var block = string.Concat(Enumerable.Repeat(piece + separator, 1_900 / Math.Max(1, piece.Length)));
            var text = string.Join("\n\n", Enumerable.Repeat(block, 14));
            var rendering = Task.Run(
                () => MarkdownText.Check(text) is null ? new MarkdownText().ToHtml(text, _ => null) : "",
                TestContext.Current.CancellationToken
            );

            (await rendering.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_stored_text_that_cannot_be_rendered_is_shown_as_it_is()
    {
        var text = new string('>', 5_000) + " <script>";

        new MarkdownText().ToHtml(text, _ => null).ShouldContain("&lt;script&gt;");
        MarkdownText.ToPlainText(text).ShouldBe(text);
        MarkdownText.DocumentLinks(text).ShouldBeEmpty();
    }

    [Fact]
    public void Any_text_is_checked_and_rendered()
    {
        string[] pieces =
        [
            "[",
            "](",
            ")",
            "*",
            "_",
            ">",
            "- ",
            "1. ",
            "|",
            "\n",
            "\n\n",
            "`",
            "{",
            "}",
            "<",
            "&",
            "a",
            "doc:x",
            "~/",
            "ب",
        ];
        var markdown = new MarkdownText();
        foreach (var text in Fuzz.Texts(3_000, 60, pieces))
        {
            if (MarkdownText.Check(text) is null)
            {
                markdown.ToHtml(text, _ => "/x").ShouldNotContain("<script");
            }

            MarkdownText.ToPlainText(text);
        }
    }
}
