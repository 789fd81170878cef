using Concord.TestKit;
using Concord.Wall.Text;

namespace Concord.Modules.Tests.Wall.Text;

public sealed class PostPiecesTests
{
    [Theory]
    [InlineData("See https://example.org/a.", "https://example.org/a")]
    [InlineData("(https://example.org/a_(b))", "https://example.org/a_(b)")]
    [InlineData("«https://example.org/a»،", "https://example.org/a")]
    [InlineData("التفاصيل: https://example.org/ar؟", "https://example.org/ar")]
    [InlineData("#Iraq and ＃Raqqa, #دير_الزور! #نه‌بێت", "#Iraq ＃Raqqa #دير_الزور #نه‌بێت")]
    [InlineData("#1 is no hashtag, #1st is; a#b, x/#y and &#39; are none", "#1st")]
    [InlineData("@OIRSpox, @name@server.example and @a.b. me@example.org is none", "@OIRSpox @name@server.example @a.b")]
    [InlineData("javascript:alert(1) data:text/html,x ftp://a.example", "")]
    [InlineData("http://", "")]
    public void Marked_violations_are_found(string text, string marked) =>
        string.Join(' ', PostPieces.Of(text).Where(piece => piece.Kind != PieceKind.Text).Select(piece => piece.Text))
            .ShouldBe(marked);

    [Fact]
    public void The_segments_of_any_text_join_to_the_text()
    {
        foreach (
            var text in Fuzz.Texts(
                20_000,
                60,
                "#",
                "@",
                "https://",
                "a.b",
                "(",
                ")",
                ".",
                "\u200C",
                "ە",
                "\uD83C",
                "🇬🇧",
                "<",
                "\"",
                " ",
                "\n",
                "&"
            )
        )
        {
            string.Concat(PostPieces.Of(text).Select(piece => piece.Text)).ShouldBe(text);
            foreach (var link in PostPieces.Of(text).Where(piece => piece.Kind == PieceKind.Link))
            {
                new Uri(link.Text).Scheme.ShouldBeOneOf("http", "https");
            }
        }
    }

    [Theory]
    [InlineData("@")]
    [InlineData("#1")]
    [InlineData("@a@b")]
    [InlineData("https://a)")]
    [InlineData("@a.")]
    public void Repetitive_text_is_processed_in_linear_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 10_000 / piece.Length));

        // The match has a timeout of one second, which quadratic time would exceed.
        string.Concat(PostPieces.Of(text).Select(part => part.Text)).ShouldBe(text);
    }
}
