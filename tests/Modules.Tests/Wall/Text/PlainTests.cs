using Concord.TestKit;
using Concord.Wall.Ingestion;
using Concord.Wall.Posts;
using Concord.Wall.Text;

namespace Concord.Modules.Tests.Wall.Text;

public sealed class PlainTests
{
    [Theory]
    [InlineData("ThisGenerationLearns", "#thisgenerationlearns")]
    [InlineData("this-generation-learns", "ThisGenerationLearns")]
    [InlineData("#دير_الزور", "ديرالزور")]
    [InlineData("Émirats", "EMIRATS")]
    [InlineData("العِراق", "العـراق")]
    public void Equivalent_hashtags_share_a_key(string one, string other) => Hashtag.Fold(one).ShouldBe(Hashtag.Fold(other));

    [Theory]
    [InlineData("The garrison at dawn is quiet today.", "The garrison at dawn is quiet today. https://t.co/x @OIRSpox", true)]
    [InlineData("The garrison at dawn is quiet today.", "THE GARRISON at dawn, is quiet — #today", true)]
    [InlineData("The garrison at dawn is quiet today.", "The garrison at dusk is quiet today.", false)]
    public void A_fingerprint_ignores_formatting(string one, string other, bool isSame) =>
        (Plain.FingerprintOf(one) == Plain.FingerprintOf(other)).ShouldBe(isSame);

    [Fact]
    public void A_short_text_has_no_fingerprint() => Plain.FingerprintOf("Thank you! 🇬🇧").ShouldBeEmpty();

    [Theory]
    [InlineData("a\u0000b\u001B[31mc", "ab[31mc")]
    [InlineData("a\u202Eb\u2066c", "abc")]
    [InlineData("a\r\nb\n\n\n\n\nc  ", "a\nb\n\nc")]
    [InlineData("\uD83Cx", "x")]
    [InlineData("e\u0301", "é")]
    [InlineData("نە\u200Cبێت 🇬🇧", "نە\u200Cبێت 🇬🇧")]
    public void Non_text_characters_are_removed(string text, string clean) => CleanText.Of(text).ShouldBe(clean);

    [Fact]
    public void Any_text_can_be_cleaned_folded_and_fingerprinted()
    {
        CleanText.Of(new string('x', 50_000_000)).Length.ShouldBeLessThanOrEqualTo(Post.MaxText);
        foreach (
            var text in Fuzz.Texts(
                5_000,
                80,
                "\u0301",
                "\uDC00",
                "\uD800",
                "é",
                "ﷺ",
                "\u202E",
                "\uFFFE",
                "\t",
                "\n",
                "#",
                "İ",
                "ß"
            )
        )
        {
            var clean = CleanText.Of(text);
            CleanText.Of(clean).ShouldBe(clean);
            Plain.Fold(text);
            Plain.FingerprintOf(text);
            Hashtag.Fold(text);
        }
    }

    [Theory]
    [InlineData("CHEAP   watches!", "Word", "cheap watches", true)]
    [InlineData("cheapwatches", "Word", "cheap watches", false)]
    [InlineData("A watchesx", "Word", "watches", false)]
    [InlineData("كلمـــة هنا", "Word", "كلمة", true)]
    [InlineData("See https://www.bad.example/a/b?c", "Link", "bad.example", true)]
    [InlineData("See https://sub.bad.example", "Link", "https://bad.example/", true)]
    [InlineData("See https://notbad.example", "Link", "bad.example", false)]
    [InlineData("See https://host.example/users/x/1", "Link", "host.example/users/x", true)]
    [InlineData("See https://host.example/users/xy", "Link", "host.example/users/x", false)]
    public void A_block_rule_matches_whole_words_and_hosts(string text, string kindName, string typed, bool isMet)
    {
        var kind = Enum.Parse<BlockRuleKind>(kindName);
        var ban = new BlockRule
        {
            Kind = kind,
            Value = BlockList.Normal(kind, typed)!,
            Reason = "",
            Since = default,
        };

        (BlockList.Of(ban).Match(new PostContent(null, text)) is not null).ShouldBe(isMet);
        (BlockList.Of(ban).Match(new PostContent(text, "")) is not null).ShouldBe(isMet);
    }

    [Theory]
    [InlineData("Word", "!!")]
    [InlineData("Word", "a")]
    [InlineData("Link", "word")]
    [InlineData("Link", "javascript://a.b")]
    public void An_invalid_block_rule_is_refused(string kind, string typed) =>
        BlockList.Normal(Enum.Parse<BlockRuleKind>(kind), typed).ShouldBeNull();
}
