using Concord.Foundation.Languages;
using Concord.Search.Text;

namespace Concord.Modules.Tests.Search;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("arabic", "الإعمار", "الاعمار")]
    [InlineData("arabic", "مدرسة", "مدرسه")]
    [InlineData("arabic", "مُدَرِّسَة", "مدرسة")]
    [InlineData("arabic", "مستشفى", "مستشفي")]
    [InlineData("arabic", "بيـــان", "بيان")]
    [InlineData("arabic", "مسؤول", "مسوول")]
    [InlineData("arabic", "رئيس", "رييس")]
    [InlineData("arabic", "سماء", "سما")]
    [InlineData("arabic", "هٰذا كتاب", "هذا كتاب")]
    [InlineData("arabic", "والعراق", "العراق")]
    [InlineData("arabic", "ﺑﻴﺎﻥ", "بيان")]
    [InlineData("arabic", "٢٠١٧", "2017")]
    [InlineData("sorani", "کوردستان", "كوردستان")]
    [InlineData("sorani", "پیاوەکان", "پیاو")]
    [InlineData("sorani", "٢٠١٧", "2017")]
    [InlineData("sorani", "عێراق", "عیراق")]
    [InlineData("sorani", "کۆبانی", "كۆباني")]
    [InlineData("sorani", "کۆبانی", "كوبانی")]
    [InlineData("sorani", "هاوپەیمانی", "هاوپه‌یمانی")]
    [InlineData("sorani", "مووسڵ", "موسل")]
    [InlineData("sorani", "سوریا", "سوريا")]
    [InlineData("sorani", "هاوپەیمانی", "هاوپەیمانی\u200F")]
    [InlineData("arabic", "العراق", "\u2067العراق\u2069")]
    [InlineData("arabic", "العراقي", "العراقی")]
    [InlineData("arabic", "كوباني", "کوبانی")]
    [InlineData("arabic", "العراق", "العراق\u200F")]
    [InlineData("french", "libérés", "liberes")]
    [InlineData("french", "libérée", "liberee")]
    [InlineData("french", "œuvre", "oeuvre")]
    [InlineData("french", "coalition", "coali\u00ADtion")]
    [InlineData("english", "coalition", "co\u200Balition")]
    [InlineData("english", "Raqqa", "Ra\u2060qqa\uFEFF")]
    [InlineData("english", "Raqqa", "\u2066Raqqa\u2069")]
    [InlineData("english", "fighters", "ﬁghters")]
    [InlineData("english", "Raqqa", "𝗥𝗮𝗾𝗾𝗮")]
    [InlineData("english", "Kobanî", "Kobani")]
    [InlineData("french", "l’électricité", "electricite")]
    [InlineData("french", "États", "etat")]
    [InlineData("english", "rebuilding", "rebuild")]
    [InlineData("english", "Türkiye", "turkiye")]
    [InlineData("standard", "Straße", "strasse")]
    public void Interchangeable_letter_forms_share_a_key(string analyser, string written, string typed) =>
        Fold(analyser, written).ShouldBe(Fold(analyser, typed));

    [Theory]
    [InlineData("arabic", "كتاب", "باب")]
    [InlineData("sorani", "ئاو", "ناو")]
    [InlineData("french", "pêche", "pacha")]
    public void Different_words_have_different_keys(string analyser, string one, string other) =>
        Fold(analyser, one).ShouldNotBe(Fold(analyser, other));

    [Theory]
    [InlineData("arabic", "من إلى على")]
    [InlineData("french", "le la de")]
    [InlineData("english", "the of and")]
    [InlineData("sorani", "لە و بە")]
    public void Stop_words_are_omitted(string analyser, string words) => Fold(analyser, words).ShouldBeEmpty();

    [Fact]
    public void Exact_words_keep_their_signs_and_lose_only_their_case() =>
        Tokens.Of(Analysers.Exact, "Être إلى").Select(word => word.Text).ShouldBe(["être", "إلى"]);

    [Theory]
    [InlineData("\ud800")]
    [InlineData("a\udc00b")]
    public void Half_a_character_does_not_throw(string broken) =>
        Should.NotThrow(() => Tokens.Of(Analysers.Exact, Folding.Composed(broken)));

    private static string Fold(string analyser, string text) =>
        string.Join(' ', Tokens.Of(Analysers.Folded(analyser), Folding.Composed(text)).Select(word => word.Text));
}
