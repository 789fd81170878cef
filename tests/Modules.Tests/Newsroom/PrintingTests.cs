using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Dom;
using Concord.Foundation;
using Concord.Media.Downloads;
using Concord.Newsroom.Commands;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>Statements as PDF and as plain text with its hash.</summary>
public sealed class PrintingTests : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private static readonly Actor Tester = Actor.System("test");

    private readonly SmallPack pack = new();
    private TestSite? site;

    public PrintingTests() =>
        pack.Write(
            "documents/two/ar.md",
            "---\ntitle: بيان أعضاء التحالف\nsummary: خلاصة البيان.\ntranslated-from: en\n---\nيؤكد الأعضاء التزامهم بالشراكة.\n"
        );

    private TestSite Site => site ??= new TestSite(pack.Path);

    [Fact]
    public async Task The_hash_of_a_statement_is_that_of_its_text()
    {
        var (_, page) = await Site.OpenAsync("/en/news/two");
        var hash = page.QuerySelector(".proof bdi")!.TextContent;

        var answer = (await Site.OpenAsync("/en/text/two.txt")).Answer;

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        var text = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Encoding.UTF8.GetString(text).ShouldBe("Two\n\nSummary of Two.\n\nBody of two.\n");
        Convert.ToHexStringLower(SHA256.HashData(text)).ShouldBe(hash);
        page.QuerySelector(".proof bdi:nth-of-type(2)")!
            .TextContent.ShouldBe(new Uri(Site.Address, "/en/text/two.txt").ToString());
    }

    [Theory]
    [InlineData("/en/text/one.txt", "a story is no statement")]
    [InlineData("/fr/text/two.txt", "there is no edition")]
    [InlineData("/en/text/none.txt", "there is no document")]
    public async Task Only_statements_that_readers_see_have_a_text(string address, string reason)
    {
        (await Site.OpenAsync(address)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, reason);
        (await Site.OpenAsync("/en/news/one")).Page.QuerySelector(".proof").ShouldBeNull();
    }

    [Fact]
    public async Task A_statement_is_printed_in_every_language_with_its_address_and_hash_and_again_when_it_changes()
    {
        Assert.SkipUnless(File.Exists(Chromium), "Chromium is not installed here.");
        site = new TestSite(
            pack.Path,
            settings: new Dictionary<string, string>
            {
                ["Concord:Printing:Enabled"] = "true",
                ["Concord:Printing:Chromium"] = Chromium,
                ["Concord:Printing:CheckSeconds"] = "1",
            }
        );
        foreach (var (language, words) in new[] { ("en", "Body of two."), ("ar", "SHA-256") })
        {
            var (address, page) = await PrintedAsync($"/{language}/news/two", former: null);
            var answer = (await site.OpenAsync(address)).Answer;
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentDisposition!.FileName.ShouldBe($"two-{language}.pdf");
            var read = await ReadPdf.RunAsync(
                await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
                TestContext.Current.CancellationToken
            );
            read.Fault.ShouldBeNull();
            read.IsTagged.ShouldBeTrue("it can be read aloud");
            var text = string.Join(' ', read.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            text.ShouldContain(words);
            var flat = text.Replace(" ", "", StringComparison.Ordinal);
            flat.ShouldContain(page.QuerySelector(".proof bdi")!.TextContent);
            flat.ShouldContain(new Uri(site.Address, $"/{language}/news/two").ToString());
        }

        var (first, _) = await PrintedAsync("/en/news/two", former: null);
        await RunAsync<SaveDraft>(save =>
            save.RunAsync(new Draft("two", "en", "Two", "Summary of Two.", "Corrected body of two."), Tester, default)
        );
        await RunAsync<Correct>(correct => correct.RunAsync("two", "en", "A number was wrong.", null, Tester, default));

        var (second, _) = await PrintedAsync("/en/news/two", former: first);
        second.ShouldNotBe(first);
        (await site.OpenAsync(first)).Answer.StatusCode.ShouldBe(
            HttpStatusCode.NotFound,
            "its text is no longer what readers see"
        );
        await RunAsync<Withdraw>(withdraw =>
            withdraw.RunAsync("two", "en", new Dictionary<string, string> { ["en"] = "It was withdrawn." }, null, Tester, default)
        );
        (await site.OpenAsync(second)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, "it was withdrawn");
    }

    public async ValueTask DisposeAsync()
    {
        if (site is not null)
        {
            await site.DisposeAsync();
        }

        pack.Dispose();
    }

    /// <summary>Waits for a PDF on the page of a statement.</summary>
    /// <param name="former">The address that it replaces; null for none.</param>
    private async Task<(string Address, IHtmlDocument Page)> PrintedAsync(string path, string? former)
    {
        while (true)
        {
            var (_, page) = await Site.OpenAsync(path);
            if (page.QuerySelector(".share a[download]")?.GetAttribute("href") is { } address && address != former)
            {
                return (address, page);
            }

            await Task.Delay(300, TestContext.Current.CancellationToken);
        }
    }

    private async Task RunAsync<T>(Func<T, Task<NewsroomResult>> run)
        where T : notnull
    {
        await using var scope = Site.Services.CreateAsyncScope();
        (await run(scope.ServiceProvider.GetRequiredService<T>())).Code.ShouldBe(NewsroomCode.Done);
    }
}
