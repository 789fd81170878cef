using Concord.Foundation.Text;
using Concord.Newsroom.WordPress;

namespace Concord.Modules.Tests.Newsroom.WordPress;

/// <summary>Texts of WordPress as Markdown of our texts.</summary>
public sealed class PostTextTests
{
    private readonly Context context = new();

    [Theory]
    [InlineData("<p>One <strong>two</strong> <em>three</em></p>", "One **two** *three*")]
    [InlineData("<p>a<br>b</p>", "a\\\nb")]
    [InlineData("<p>a<br></p><p></p><p>&nbsp;</p>", "a")]
    [InlineData("<h1>Title</h1><h5>Deep</h5>", "## Title\n\n#### Deep")]
    [InlineData("<ul><li>one</li><li>two<ul><li>in</li></ul></li></ul>", "- one\n- two\n  - in")]
    [InlineData("<ol start=\"3\"><li>c</li><li>d</li></ol>", "3. c\n4. d")]
    [InlineData("<ul><li><p>one</p><p>more</p></li><li>two</li></ul>", "- one\n\n  more\n\n- two")]
    [InlineData("<blockquote><p>Said.</p><cite>A minister</cite></blockquote>", "> Said.\n>\n> — A minister")]
    [InlineData("<hr>", "---")]
    [InlineData("<pre>a\n  b</pre>", "```\na\n  b\n```")]
    [InlineData("<p>x <code>a`b</code></p>", "x ``a`b``")]
    [InlineData(
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td colspan=2>3</td></tr></table>",
        "| A | B |  |\n| --- | --- | --- |\n| 1\\|2 | 3 |  |"
    )]
    [InlineData("<dl><dt>Term</dt><dd>What it is</dd></dl>", "**Term**\n\nWhat it is")]
    [InlineData("<p>a <b> bold </b>b</p>", "a  **bold** b")]
    [InlineData("<p>word<b>“quoted”</b>word</p>", "word“quoted”word")]
    [InlineData("<p><b></b>plain<i> </i></p>", "plain")]
    [InlineData("<p><strong><b>twice</b></strong></p>", "**twice**")]
    public void Structure_becomes_Markdown(string html, string expected) =>
        Blocks(html).ShouldBe(expected.Replace("a  **bold**", "a **bold**", StringComparison.Ordinal));

    [Theory]
    [InlineData("1. not a list")]
    [InlineData("# not a heading")]
    [InlineData("- not a list")]
    [InlineData("+ not a list")]
    [InlineData("> not a quotation")]
    [InlineData("*not* _emphasis_ `code` [link](x) <b> {{members}} {.class} a|b ~~x~~")]
    [InlineData("&amp; &#65; \\ [^1] [x]: y")]
    [InlineData("---")]
    [InlineData("===")]
    [InlineData("قال 3) العراق* و_سوريا_")]
    public void Words_mean_nothing_but_themselves(string words)
    {
        var encoded = System.Net.WebUtility.HtmlEncode(words);
        foreach (
            var html in (string[])
                [$"<p>{encoded}</p>", $"<ul><li>{encoded}</li></ul>", $"<h2>x {encoded}</h2>", $"<p>{encoded}<br>{encoded}</p>"]
        )
        {
            var markdown = Blocks(html);
            var shown = new MarkdownText().ToHtml(markdown, _ => null);
            var text = PostText.Plain(shown);
            text.ShouldBe(PostText.Plain(html), $"{html} → {markdown}");
        }
    }

    [Fact]
    public void Texts_of_the_earlier_editor_have_a_paragraph_for_each_empty_line()
    {
        Classic("One\ntwo\n\nThree <em>four\nfive</em>\n\n<ul>\n<li>x</li>\n</ul>\nSix")
            .ShouldBe("One\\\ntwo\n\nThree *four\\\nfive*\n\n- x\n\nSix");
    }

    [Fact]
    public void Pictures_stand_alone_with_their_caption()
    {
        Blocks("<p>Before <img class=\"wp-image-7\" src=\"x.jpg\" alt=\"A [bridge]\"> after</p>")
            .ShouldBe("Before after\n\n![A \\[bridge\\]](picture:picture-7)");
        Blocks(
                "<figure class=\"wp-block-image\"><a href=\"https://old.example/x.jpg\"><img class=\"wp-image-7\" src=\"x.jpg\"></a><figcaption>On <em>site</em></figcaption></figure>"
            )
            .ShouldBe("![Stored](picture:picture-7 \"On site\")");
        Classic(
                "[caption id=\"attachment_7\" align=\"left\" width=\"300\"]<img class=\"wp-image-7\" src=\"x.jpg\" alt=\"Bridge\"> The bridge[/caption]\nText"
            )
            .ShouldBe("![Bridge](picture:picture-7 \"The bridge\")\n\nText");
        Classic("[gallery ids=\"7,8\"]").ShouldBe("![Stored](picture:picture-7)\n![Stored](picture:picture-8)");
        Blocks("<ul><li>item <img class=\"wp-image-7\" src=\"x.jpg\" alt=\"In a list\"></li></ul>")
            .ShouldBe("- item\n\n![In a list](picture:picture-7)");
        context.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<figure><a href=\"https://else.example/page\"><img class=\"wp-image-7\" src=\"x\"></a></figure>")]
    [InlineData("<p><a href=\"https://else.example/page\"><img class=\"wp-image-7\" src=\"x\"></a></p>")]
    public void What_a_picture_leads_to_stands_behind_it(string html) =>
        Blocks(html).ShouldBe("![Stored](picture:picture-7)\n\n[https://else.example/page](https://else.example/page)");

    [Fact]
    public void A_picture_that_is_missing_becomes_a_link()
    {
        Blocks("<p><img src=\"https://old.example/a%20b.jpg\" alt=\"\"></p>")
            .ShouldBe("[a b.jpg](https://old.example/a%20b.jpg)");

        context.Problems.ShouldBe([(PostProblem.MissingPicture, "https://old.example/a%20b.jpg")]);
    }

    [Fact]
    public void Links_lead_to_documents_pages_and_other_sites()
    {
        Blocks(
                "<p><a href=\"https://old.example/known/\">Known</a>, <a href=\"https://else.example/(x)?a=b c\">else</a>, <a href=\"javascript:alert(1)\">no</a>, <a href=\"#top\">top</a></p>"
            )
            .ShouldBe("[Known](doc:known), [else](https://else.example/%28x%29?a=b%20c), no, top");
        Blocks("<p>See <a href=\"https://old.example/report.pdf\">the report</a>.</p>")
            .ShouldBe("See the report.\n\n[the report](file:file-1)");
    }

    [Fact]
    public void What_texts_cannot_have_is_named_and_becomes_a_link_or_words()
    {
        Blocks(
                "<p>a</p><iframe src=\"https://www.youtube.com/embed/1\" title=\"A film\"></iframe><form><input></form><script>x()</script>"
            )
            .ShouldBe("a\n\n[A film](https://www.youtube.com/embed/1)");
        Classic("[contact-form-7 id=\"1\"] and [quote author=\"x\"]said[/quote], [sic] and [[gallery]]")
            .ShouldBe("\\[contact-form-7 id=\"1\"\\] and said, \\[sic\\] and \\[gallery\\]");
        Blocks("<!-- wp:acme/map {\"x\":1} /--><!-- wp:paragraph --><p>b</p><!-- /wp:paragraph -->").ShouldBe("b");

        context
            .Problems.Select(one => one.Problem)
            .ShouldBe([
                PostProblem.LinkedMedia,
                PostProblem.RemovedElement,
                PostProblem.RemovedElement,
                PostProblem.UnknownShortcode,
                PostProblem.UnknownShortcode,
                PostProblem.UnknownBlock,
            ]);
    }

    [Fact]
    public void An_address_alone_in_its_paragraph_becomes_a_link()
    {
        const string Link = "[https://video.example/a\\_b?x=1](https://video.example/a_b?x=1)";

        Classic("Before\n\nhttps://video.example/a_b?x=1\n\nAfter https://video.example/")
            .ShouldBe($"Before\n\n{Link}\n\nAfter https://video.example/");
        Blocks(
                "<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\nhttps://video.example/a_b?x=1\n</div></figure>"
            )
            .ShouldBe(Link);
        context.Problems.Select(one => one.Problem).ShouldBe([PostProblem.LinkedMedia, PostProblem.LinkedMedia]);
    }

    [Fact]
    public void Footnotes_of_the_block_editor_are_ours()
    {
        Blocks("<p>Fact<sup data-fn=\"f1\" class=\"fn\"><a href=\"#f1\">1</a></sup>.</p>")
            .ShouldBe("Fact[^1].\n\n[^1]: As *stated*");
    }

    /// <summary>Each gives a text that can be saved, in bounded time.</summary>
    [Fact]
    public void Hostile_texts_become_texts_that_can_be_shown()
    {
        string[] texts =
        [
            string.Concat(Enumerable.Repeat("<ul><li>", 3_000)) + "x",
            string.Concat(Enumerable.Repeat("<blockquote>", 3_000)) + "x",
            string.Concat(Enumerable.Repeat("<b><i>", 3_000)) + "x",
            string.Concat(Enumerable.Repeat("<div>", 5_000)) + "x",
            string.Concat(Enumerable.Repeat("[a b=\"c\"]", 20_000)),
            string.Concat(Enumerable.Repeat("[caption]", 20_000)),
            string.Concat(Enumerable.Repeat("[[", 50_000)),
            new string('[', 200_000),
            new string('<', 200_000),
            new string('*', 200_000),
            "<table><tr>" + string.Concat(Enumerable.Repeat("<td>x</td>", 5_000)) + "</tr></table>",
            "<table>" + string.Concat(Enumerable.Repeat("<tr><td>a</td><td>b</td></tr>", 20_000)) + "</table>",
            "<p>" + new string('a', 300_000) + "</p>",
            "<a href=\"" + new string('x', 100_000) + "\">x</a>",
            "<!-- wp:" + new string('a', 100_000),
            "a\0b\uFFFEc\ud800",
        ];
        foreach (var text in texts)
        {
            var markdown = Blocks(text);
            MarkdownText.Check(markdown).ShouldBeNull(text[..Math.Min(40, text.Length)]);
            Classic(text).ShouldNotBeNull();
        }
    }

    [Fact]
    public void Random_pieces_of_markup_become_texts_that_can_be_shown()
    {
        string[] pieces =
        [
            "<p>",
            "</p>",
            "<ul>",
            "<li>",
            "</li>",
            "</ul>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<a href=\"https://x.example\">",
            "</a>",
            "<blockquote>",
            "</blockquote>",
            "<table>",
            "<tr>",
            "<td>",
            "</td>",
            "</table>",
            "<br>",
            "\n\n",
            "\n",
            " ",
            "word",
            "* ",
            "1. ",
            "# ",
            "`",
            "[caption]",
            "[/caption]",
            "[gallery ids=\"1\"]",
            "<img class=\"wp-image-7\" src=\"x\">",
            "<figure>",
            "</figure>",
            "<figcaption>",
            "عربي",
            "|",
            "{{",
            "[^1]",
            "&amp;",
            "<pre>",
            "</pre>",
            "---",
            "<h2>",
            "</h2>",
            "<cite>",
            "</cite>",
            "\\",
        ];
        var random = new Random(20201130);
        for (var round = 0; round < 3_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => pieces[random.Next(pieces.Length)]));
            var markdown = round % 2 == 0 ? Blocks(text) : Classic(text);
            MarkdownText.Check(markdown).ShouldBeNull($"{text} → {markdown}");
            // The rule for footnotes looks into code and captions too.
            if (!markdown.Contains("```", StringComparison.Ordinal) && !markdown.Contains("](picture:", StringComparison.Ordinal))
            {
                MarkdownText.FootnoteFault(markdown).ShouldBeNull(markdown);
            }
        }

        context.Problems.ShouldAllBe(one => one.Problem != PostProblem.PlainText);
    }

    private string Blocks(string html) => PostText.ToMarkdown($"<!-- wp:html -->{html}", context);

    private string Classic(string text) => PostText.ToMarkdown(text, context);

    private sealed class Context : IPostContext
    {
        public List<(PostProblem Problem, string Detail)> Problems { get; } = [];

        public PostPicture? PictureOf(string address, long? attachment) =>
            attachment is { } id ? new PostPicture($"picture-{id}", "Stored", null) : null;

        public IReadOnlyList<PostPicture> GalleryOf(IReadOnlyList<long> ids) =>
            [.. ids.Select(id => new PostPicture($"picture-{id}", "Stored", null))];

        public PostLink? LinkOf(string address) =>
            address switch
            {
                "https://old.example/known/" => new PostLink("doc:known"),
                "https://old.example/report.pdf" => new PostLink("file:file-1", IsFile: true),
                _ when address.StartsWith("http", StringComparison.Ordinal) => new PostLink(address),
                _ => null,
            };

        public string? FootnoteOf(string id) => id == "f1" ? "As <em>stated</em>" : null;

        public void Report(PostProblem problem, string detail) => Problems.Add((problem, detail));
    }
}
