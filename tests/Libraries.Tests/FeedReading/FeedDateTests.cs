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
    public void A_date_is_parsed(string text, string expected) =>
        FeedDate.Read(text)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture).ShouldBe(expected);

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
