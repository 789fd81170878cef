using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Foundation;

public sealed class ReaderTests
{
    private static readonly LanguageSet Site = LanguageSet.Load(["en", "ar"], HomeDirectory.Shipped("texts"));

    [Theory]
    [InlineData("ar", "ar")]
    [InlineData("ar-SY,en;q=0.8", "ar")]
    [InlineData("en;q=0.4,ar;q=0.9", "ar")]
    [InlineData("de-DE,de;q=0.9", "en")]
    [InlineData("de,ar;q=0.1", "ar")]
    [InlineData("ar;q=0", "en")]
    [InlineData("*", "en")]
    [InlineData("", "en")]
    [InlineData("💥;;q=q,,,", "en")]
    public void A_reader_is_redirected_to_the_best_available_language(string header, string language)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.AcceptLanguage = header;

        ReaderLanguage.Best(request, Site).Code.ShouldBe(language);
    }

    [Fact]
    public void English_dates_and_numbers_are_as_English_readers_write_them()
    {
        var format = new ReaderFormat(Site.Find("en")!);

        format.Date(new DateOnly(2020, 10, 1)).ShouldBe("1 October 2020");
        format.Month(new DateOnly(2016, 8, 31)).ShouldBe("August 2016");
        format.Number(110_000).ShouldBe("110,000");
        format.Number(1200).ShouldBe("1200");
    }

    [Fact]
    public void Arabic_dates_and_numbers_have_the_months_and_digits_of_Iraq_and_the_Levant()
    {
        var format = new ReaderFormat(Site.Find("ar")!);

        format.Date(new DateOnly(2019, 3, 23)).ShouldBe("٢٣ آذار ٢٠١٩");
        format.Month(new DateOnly(2016, 8, 31)).ShouldBe("آب ٢٠١٦");
        format.Number(82).ShouldBe("٨٢");
        format.Year(2020).ShouldBe("٢٠٢٠");
    }

    [Fact]
    public void Every_text_is_in_every_language_with_all_its_placeholders_and_plurals()
    {
        var source = Site.TextsOf(Site.Default).Entries;
        foreach (var language in Site.All)
        {
            var texts = Site.TextsOf(language).Entries;
            texts.Keys.Order().ShouldBe(source.Keys.Order(), language.Code);
            foreach (var (key, entry) in texts)
            {
                entry.IsFuzzy.ShouldBeFalse($"{language.Code} {key}");
                entry.Forms[^1].ShouldNotBeEmpty($"{language.Code} {key}");
                Placeholders(entry.Forms[^1]).ShouldBe(Placeholders(source[key].Forms[^1]), $"{language.Code} {key}");
            }
        }

        source.Count.ShouldBeGreaterThan(40);
    }

    [Fact]
    public void Arabic_plurals_are_complete() =>
        Site.TextsOf(Site.Find("ar")!)
            .Entries.Values.Where(entry => entry.Plural is not null && entry.Forms.Count != 6)
            .ShouldBeEmpty();

    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(3, 5, "1 2 3 4 5")]
    [InlineData(10, 20, "1 … 9 10 11 … 20")]
    [InlineData(20, 20, "1 … 19 20")]
    public void Paging_links_to_first_last_and_neighbouring_pages(int number, int pages, string offered) =>
        string.Join(' ', new Paging(number, 10, pages * 10).Offered().Select(page => page is null ? "…" : $"{page}"))
            .ShouldBe(offered);

    [Theory]
    [InlineData(null, 1)]
    [InlineData("", 1)]
    [InlineData("7", 7)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("1e9", null)]
    [InlineData("1000000000", null)]
    [InlineData("٢", null)]
    public void A_page_number_is_read_or_refused(string? text, int? number) => Paging.Read(text).ShouldBe(number);

    private static IEnumerable<string> Placeholders(string text) =>
        System
            .Text.RegularExpressions.Regex.Matches(text, @"\{[a-z]+\}", default, TimeSpan.FromSeconds(1))
            .Select(match => match.Value)
            .Order();
}
