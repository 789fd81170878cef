using System.Globalization;
using Concord.FeedReading.Text;

namespace Concord.Libraries.Tests.FeedReading;

public sealed class FeedDateTests
{
    [Theory]
    [InlineData("Thu, 22 Oct 2020 10:11:12 GMT", "2020-10-22T10:11:12Z")]
    [InlineData("Thu, 22 Oct 2020 10:11:12 +0300", "2020-10-22T07:11:12Z")]
    [InlineData("22 Oct 20 10:11 EST", "2020-10-22T15:11:00Z")]
    [InlineData("22 Oct 98 10:11 EDT", "1998-10-22T14:11:00Z")]
    [InlineData("Thursday, 22 October 2020 10:11:12 PDT", "2020-10-22T17:11:12Z")]
    [InlineData("Thu, 22 Oct 2020", "2020-10-22T00:00:00Z")]
    [InlineData("Thu, 22 Oct 2020 10:11:12 +0000 (UTC)", "2020-10-22T10:11:12Z")]
    [InlineData("Thu, 22 Oct 2020 10:11:12 GMT+0200", "2020-10-22T08:11:12Z")]
    [InlineData("Wrongday, 22 Oct 2020 10:11:12 GMT", "2020-10-22T10:11:12Z")]
    [InlineData("22-Oct-2020 10:11:12", "2020-10-22T10:11:12Z")]
    [InlineData("Oct 22, 2020 3:04 PM", "2020-10-22T15:04:00Z")]
    [InlineData("October 22, 2020, 12:04 am", "2020-10-22T00:04:00Z")]
    [InlineData("Thu Oct 22 10:11:12 2020", "2020-10-22T10:11:12Z")]
    [InlineData("Thu Oct 22 10:11:12 CEST 2020", "2020-10-22T08:11:12Z")]
    [InlineData("2020-10-22T10:11:12Z", "2020-10-22T10:11:12Z")]
    [InlineData("2020-10-22T10:11:12.345+02:00", "2020-10-22T08:11:12Z")]
    [InlineData("2020-10-22T10:11:12+0200", "2020-10-22T08:11:12Z")]
    [InlineData("2020-10-22 10:11:12", "2020-10-22T10:11:12Z")]
    [InlineData("2020-10-22T10:11", "2020-10-22T10:11:00Z")]
    [InlineData("2020-10-22", "2020-10-22T00:00:00Z")]
    [InlineData("20201022T101112Z", "2020-10-22T10:11:12Z")]
    [InlineData("20201022", "2020-10-22T00:00:00Z")]
    [InlineData("2020-10", "2020-10-01T00:00:00Z")]
    [InlineData("2020", "2020-01-01T00:00:00Z")]
    [InlineData("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z")]
    [InlineData("2020-10-22T24:00:00Z", "2020-10-23T00:00:00Z")]
    [InlineData("\n  2020-10-22T10:11:12Z ", "2020-10-22T10:11:12Z")]
    [InlineData("٢٠٢٠-١٠-٢٢", "2020-10-22T00:00:00Z")]
    public void A_date_is_parsed(string text, string expected) => Written(FeedDate.Read(text)).ShouldBe(expected);

    private static string? Written(DateTimeOffset? date) =>
        date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>As writers of each language give a date, with the digits of each.</summary>
    [Theory]
    [InlineData("jeudi 22 octobre 2020 à 10:11")]
    [InlineData("jeu. 22 oct. 2020 10h11")]
    [InlineData("22 de octubre de 2020, 10:11 a. m.")]
    [InlineData("jueves, 22 oct 2020 10:11:00 GMT")]
    [InlineData("Donnerstag, 22. Oktober 2020 um 10.11 Uhr")]
    [InlineData("Do, 22 Okt 2020 12:11:00 +0200")]
    [InlineData("22.10.2020 10:11")]
    [InlineData("22 Ekim 2020 Perşembe 10:11")]
    [InlineData("22 EKİM 2020 10:11")]
    [InlineData("22 أكتوبر 2020 10:11")]
    [InlineData("الخميس، ٢٢ أكتوبر ٢٠٢٠، ١٠:١١ ص")]
    [InlineData("٢٢ تشرين الأول ٢٠٢٠ ١٠:١١")]
    [InlineData("\u200f22 تشرين الأول 2020 - 10:11")]
    [InlineData("22 اکتبر 2020 10:11")]
    [InlineData("۲۲ تشرینی یەکەم ۲۰۲۰ ۱۰:۱۱")]
    [InlineData("22 de outubro de 2020 10:11")]
    [InlineData("22 ottobre 2020 10:11")]
    [InlineData("22 października 2020 10:11")]
    [InlineData("22 октября 2020 10:11")]
    public void Names_of_months_are_read_in_several_languages(string text) =>
        Written(FeedDate.Read(text)).ShouldBe("2020-10-22T10:11:00Z");

    [Theory]
    [InlineData("1 janv. 2020", 1)]
    [InlineData("1 févr. 2020", 2)]
    [InlineData("1. März 2020", 3)]
    [InlineData("1 آذار 2020", 3)]
    [InlineData("1er avril 2020", 4)]
    [InlineData("1 نيسان 2020", 4)]
    [InlineData("1 Mayıs 2020", 5)]
    [InlineData("1 أيار 2020", 5)]
    [InlineData("1 juin 2020", 6)]
    [InlineData("1 حزيران 2020", 6)]
    [InlineData("1 Temmuz 2020", 7)]
    [InlineData("1 تموز 2020", 7)]
    [InlineData("1 août 2020", 8)]
    [InlineData("1 آب 2020", 8)]
    [InlineData("1 أيلول 2020", 9)]
    [InlineData("1 eylül 2020", 9)]
    [InlineData("1 تشرين الثاني 2020", 11)]
    [InlineData("1 KASIM 2020", 11)]
    [InlineData("1 déc. 2020", 12)]
    [InlineData("1 كانون الأول 2020", 12)]
    [InlineData("1 كانون الثاني 2020", 1)]
    [InlineData("1 شباط 2020", 2)]
    public void Every_month_has_its_number(string text, int month) =>
        Written(FeedDate.Read(text)).ShouldBe($"2020-{month:00}-01T00:00:00Z");

    [Theory]
    [InlineData("Thu Oct 22 2020 10:11:12 GMT+0300 (Arabian Standard Time)", "2020-10-22T07:11:12Z")]
    [InlineData("2020-10-22 10:11:12.999999999 +0300 AST", "2020-10-22T07:11:12Z")]
    [InlineData("2020-10-22 10:11:12 +0000 UTC m=+0.000000001", "2020-10-22T10:11:12Z")]
    [InlineData("Thu, 22 Oct 2020 10:11:12 +0300 AST", "2020-10-22T07:11:12Z")]
    [InlineData("Thu, 22 Oct 2020 10:11:12 GMT+3", "2020-10-22T07:11:12Z")]
    [InlineData("Thu, 22 Oct 2020 10:11:12 UTC+03:00", "2020-10-22T07:11:12Z")]
    [InlineData("Thu, 22 Oct 2020 10:11:12 GMT -5", "2020-10-22T15:11:12Z")]
    [InlineData("2020-10-22T10:11:12+03:00[Asia/Baghdad]", "2020-10-22T07:11:12Z")]
    [InlineData("2020-10-22T10:11:12+3", "2020-10-22T07:11:12Z")]
    [InlineData("2020-10-22 10:11:12.123456+00:00", "2020-10-22T10:11:12Z")]
    [InlineData("2020-10-22 10:11:12 UTC", "2020-10-22T10:11:12Z")]
    [InlineData("2020/10/22 10:11:12", "2020-10-22T10:11:12Z")]
    [InlineData("Thursday, 22-Oct-20 10:11:12 UTC", "2020-10-22T10:11:12Z")]
    [InlineData("Thu Oct 22 10:11:12 UTC 2020", "2020-10-22T10:11:12Z")]
    [InlineData("20201022101112", "2020-10-22T10:11:12Z")]
    [InlineData("1603361472", "2020-10-22T10:11:12Z")]
    [InlineData("1603361472.5", "2020-10-22T10:11:12Z")]
    [InlineData("1603361472000", "2020-10-22T10:11:12Z")]
    [InlineData("/Date(1603361472000)/", "2020-10-22T10:11:12Z")]
    [InlineData("/Date(1603361472000+0300)/", "2020-10-22T10:11:12Z")]
    [InlineData("10:11, 22 October 2020", "2020-10-22T10:11:00Z")]
    [InlineData("2020 Oct 22", "2020-10-22T00:00:00Z")]
    [InlineData("Oct 22, 2020 at 10:11 PM EST", "2020-10-23T03:11:00Z")]
    public void Dates_are_read_as_programs_print_them(string text, string expected) =>
        Written(FeedDate.Read(text)).ShouldBe(expected);

    [Fact]
    public void Random_text_never_throws()
    {
        var random = new Random(26);
        string[] parts =
        [
            "22",
            "2020",
            "Oct",
            "تشرين",
            "الأول",
            ":",
            "10",
            "+",
            "GMT",
            "T",
            "/",
            "-",
            " ",
            "٢٢",
            "\0",
            "\ud83d",
            "août",
            ".",
        ];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));
            Should.NotThrow(() => FeedDate.Read(text), text);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2020-13-01")]
    [InlineData("2020-02-30")]
    [InlineData("Thu, 31 Nov 2020 10:11:12 GMT")]
    [InlineData("2020-10-22T25:00:00Z")]
    [InlineData("2020-10-22T10:11:12+99:00")]
    [InlineData("0000-00-00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("99999999999999999999")]
    [InlineData("22/10/2020")]
    public void Invalid_and_ambiguous_dates_are_not_parsed(string text) => FeedDate.Read(text).ShouldBeNull();
}
