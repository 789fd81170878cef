using Concord.SocialPosts.Counting;
using Concord.TestKit;

namespace Concord.Modules.Tests.SocialPosts;

/// <summary>Posts are counted as their networks count.</summary>
public sealed class PostLengthTests
{
    private const string Long = "https://concord.example.org/en/statements/a-very-long-address-of-a-statement-on-stabilisation";

    [Theory]
    [InlineData("", 0)]
    [InlineData("Hello", 5)]
    [InlineData("لا إله", 6)]
    [InlineData("مُحَمَّد", 8)]
    [InlineData("日本語", 6)]
    [InlineData("한국", 4)]
    [InlineData("👨‍👩‍👧‍👦", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("🇮🇶", 2)]
    [InlineData("☺", 2)]
    [InlineData("☺️", 2)]
    [InlineData("1️⃣", 2)]
    [InlineData("©", 1)]
    [InlineData("©️", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("“quoted” – it’s", 15)]
    [InlineData("…", 2)]
    [InlineData("See https://a.org", 27)]
    [InlineData("See http://a.org/b?c=d&e#f.", 28)]
    [InlineData("See example.org today", 33)]
    [InlineData("See www.example.org/path.", 28)]
    [InlineData("It ended.Then more", 18)]
    [InlineData("a.so is short", 13)]
    [InlineData("a.so/x is long", 31)]
    [InlineData("mail@example.org", 16)]
    [InlineData("(https://a.org/b_(c))", 25)]
    [InlineData("https://a.org، ثم", 27)]
    [InlineData("https://a.orgثم", 25)]
    [InlineData("https://a.invalidtld", 20)]
    [InlineData("https://مثال.مصر", 23)]
    [InlineData("https://a.org https://b.org", 47)]
    public void X(string text, int expected) => PostLength.OnX(text).Count.ShouldBe(expected);

    [Theory]
    [InlineData("Hello", 5)]
    [InlineData("👨‍👩‍👧‍👦", 1)]
    [InlineData("日本語", 3)]
    [InlineData("@press@concord.example hello", 12)]
    [InlineData("@press@concord.example, and @b@c.example.", 15)]
    [InlineData("example.org", 11)]
    [InlineData("See https://a.org.", 28)]
    [InlineData("See " + Long + " now", 31)]
    public void Mastodon(string text, int expected) => PostLength.OnMastodon(text, 500).Count.ShouldBe(expected);

    [Theory]
    [InlineData("Hello", 5, 5)]
    [InlineData("👨‍👩‍👧‍👦", 1, 25)]
    [InlineData("مُحَمَّد", 4, 16)]
    [InlineData("See https://a.org", 17, 17)]
    public void Bluesky(string text, int letters, int bytes)
    {
        var length = PostLength.OnBluesky(text);

        (length.Count, length.Bytes).ShouldBe((letters, bytes));
    }

    [Fact]
    public void Each_network_has_its_limit()
    {
        PostLength.OnX(new string('a', 280)).Fits.ShouldBeTrue();
        PostLength.OnX(new string('a', 281)).Fits.ShouldBeFalse();
        PostLength.OnX(new string('字', 141)).Fits.ShouldBeFalse();
        PostLength.OnMastodon(new string('a', 1000), 1000).Fits.ShouldBeTrue();
        PostLength.OnMastodon(new string('a', 501), 500).Fits.ShouldBeFalse();
        PostLength.OnBluesky(new string('a', 300)).Fits.ShouldBeTrue();
        PostLength.OnBluesky(new string('a', 301)).Fits.ShouldBeFalse();
        PostLength.OnBluesky(string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 121))).Fits.ShouldBeFalse("it has 3025 bytes");
    }

    [Fact]
    public void On_bluesky_the_address_is_shown_short_and_links_to_the_whole()
    {
        var text = new PostText("Read {link} now", Long);

        text.Full.ShouldBe($"Read {Long} now");
        text.Short.ShouldBe("Read concord.example.org/en/statement... now");
        text.Links.ShouldBe([(5, 35)]);
        new PostText("{link}", "https://a.org/en").Short.ShouldBe("a.org/en");
    }

    [Fact]
    public void Any_text_is_counted()
    {
        var random = new Random(28);
        const string Alphabet = "ab.:/?#()@ -_\nhttps://example.org{link}،أ\u0301\u200d\ufe0f👨字\ud83d\udc68\ud83d1️⃣";
        for (var round = 0; round < 4000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            if (!IsWellFormed(text))
            {
                continue;
            }

            foreach (var address in PostAddresses.Find(text, withoutScheme: true))
            {
                (address.Start >= 0 && address.Start < address.End && address.End <= text.Length).ShouldBeTrue(text);
            }

            PostLength.OnX(text).Count.ShouldBeGreaterThanOrEqualTo(0);
            PostLength.OnMastodon(text, 500).Count.ShouldBeLessThanOrEqualTo(text.Length + (23 * 6));
            PostLength.OnBluesky(text).Count.ShouldBeLessThanOrEqualTo(text.Length);
        }
    }

    [Fact]
    public void A_long_text_is_counted_in_linear_time()
    {
        var text = string.Concat(Enumerable.Repeat("https://a.b.c.d.e.f((((", 10_000));

        PostLength.OnX(text).Fits.ShouldBeFalse();
    }

    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD);
}
