using System.Net;
using System.Text;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.TestKit;
using Concord.Xliff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>Texts go to translation tools as XLIFF and come back without loss.</summary>
public sealed class TranslationFileTests : IAsyncDisposable
{
    private const string Body =
        "First {{members}} and a [link](doc:one).\n\n- One\n- Two\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n\n> Quoted & <b>.";

    private readonly SmallPack pack = new();
    private readonly TestSite site;

    public TranslationFileTests() =>
        site = new TestSite(pack.Path, settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" });

    [Fact]
    public async Task A_text_comes_back_as_it_went()
    {
        await WriteAsync();
        var file = await ExportAsync();
        var document = XliffReader.Read(file).Document!;
        document.Files[0].Original.ShouldBe("long/en/1");
        document.Files[0].Units.Select(unit => unit.Id).ShouldBe(["title", "summary", "b1", "b2", "b3", "b4"]);
        document.Files[0].Units[2].Source.Where(run => run.IsCode).Select(run => run.Text).ShouldBe(["{{members}}", "(doc:one)"]);

        var import = await ImportAsync(Translate(document, text => text));

        import.Problems.ShouldBeEmpty();
        import.Result!.Code.ShouldBe(NewsroomCode.Done);
        var saved = await NewestAsync("fr");
        (saved.Title, saved.Summary, saved.Body).ShouldBe(("A long text", "Its summary.", Body));
        saved.SourceRevisionId.ShouldBe((await NewestAsync("en")).Id);

        // What is translated goes along with the next file.
        var again = XliffReader.Read(await ExportAsync()).Document!;
        again.Files[0].Units.ShouldAllBe(unit => unit.TargetText == unit.SourceText);
    }

    [Fact]
    public async Task A_file_may_come_back_before_it_is_finished_and_the_next_one_holds_what_is_still_right()
    {
        await WriteAsync();
        var document = XliffReader.Read(await ExportAsync()).Document!;
        var whole = XliffReader.Read(Translate(document, text => text)).Document!;
        var open = With(
            whole,
            units: [.. whole.Files[0].Units.Select(unit => unit.Id == "b2" ? unit with { Target = null } : unit)]
        );

        (await ImportAsync(XliffWriter.Write(open))).Result!.Code.ShouldBe(NewsroomCode.Done);

        var saved = await NewestAsync("fr");
        saved.Body.ShouldContain("{{untranslated}}\n\n| A |");
        await WriteAsync(Body.Replace("Quoted", "Changed", StringComparison.Ordinal));
        XliffReader
            .Read(await ExportAsync())
            .Document!.Files[0]
            .Units.Where(unit => unit.Target is null)
            .Select(unit => unit.Id)
            .ShouldBe(["b2", "b4"]);
    }

    [Fact]
    public async Task A_file_for_another_text_or_with_a_changed_source_is_refused_and_nothing_is_saved()
    {
        await WriteAsync();
        var document = XliffReader.Read(await ExportAsync()).Document!;
        var units = document.Files[0].Units;
        (string Message, XliffDocument File)[] cases =
        [
            ("no draft 7", With(document, original: "long/en/7")),
            ("does not come from this workspace", With(document, original: "long")),
            ("not of “long” into “fr”", With(document, original: "one/en/1")),
            ("is missing", With(document, units: [.. units.Skip(1)])),
            ("has no unit “extra”", With(document, units: [.. units, units[0] with { Id = "extra" }])),
            (
                "is not that of the draft",
                With(document, units: [units[0] with { Source = [new XliffRun("x", false)] }, .. units.Skip(1)])
            ),
            (
                "has no translation",
                With(document, units: [units[0] with { Target = [new XliffRun(" ", false)] }, .. units.Skip(1)])
            ),
        ];
        foreach (var (message, file) in cases)
        {
            var import = await ImportAsync(Translate(file, text => text));
            import.Result.ShouldBeNull(message);
            import.Problems.ShouldContain(problem => problem.Message.Contains(message), message);
        }

        (await ImportAsync("<xliff/>"u8.ToArray())).Problems[0].Line.ShouldBe(1);
        (await HasAsync("fr")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_translator_downloads_the_file_in_the_workspace_and_sends_it_back()
    {
        await WriteAsync();
        var translator = await DeskVisitor.JoinedAsync(site, "translator@example.org", ["translator:fr"]);
        var (answer, _) = await translator.OpenAsync("/desk/en/documents/long/fr?handler=Xliff");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("long.en-fr.xlf");
        var file = Translate(
            XliffReader.Read(await answer.Content.ReadAsByteArrayAsync()).Document!,
            text => text.Replace("Two", "Deux", StringComparison.Ordinal)
        );

        (await UploadAsync(translator, "fr", file)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await NewestAsync("fr")).Body.ShouldContain("- Deux");

        var refused = await UploadAsync(translator, "fr", "<xliff>"u8.ToArray());
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("not well-formed");
        (await UploadAsync(translator, "ar", file)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("")]
    [InlineData("One.")]
    [InlineData(
        "One.\n\n## Two\n\n- a\n\n- b\n\n```\ncode\n\nmore\n```\n\n> q\n\n| a |\n|---|\n| b |\n\n[x]: https://a.example\n"
    )]
    [InlineData("\n\n  lead")]
    public void Blocks_together_are_the_text(string markdown) =>
        string.Concat(MarkdownText.Blocks(markdown).Select(block => block.Text + block.Gap)).ShouldBe(markdown);

    [Fact]
    public void Blocks_of_random_text_together_are_the_text()
    {
        foreach (
            var text in Fuzz.Texts(
                2000,
                20,
                "# ",
                "- ",
                "> ",
                "|",
                "---",
                "\n",
                "\n\n",
                "a",
                "```",
                "{#x}",
                "[a]: b",
                "  ",
                "\t",
                "كلمة"
            )
        )
        {
            string.Concat(MarkdownText.Blocks(text).Select(block => block.Text + block.Gap)).ShouldBe(text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static byte[] Translate(XliffDocument document, Func<string, string> translate) =>
        XliffWriter.Write(
            With(
                document,
                units:
                [
                    .. document
                        .Files[0]
                        .Units.Select(unit =>
                            unit with
                            {
                                Target = unit.Target ?? [.. unit.Source.Select(run => run with { Text = translate(run.Text) })],
                            }
                        ),
                ]
            )
        );

    private static XliffDocument With(XliffDocument document, string? original = null, IReadOnlyList<XliffUnit>? units = null) =>
        document with
        {
            Files =
            [
                document.Files[0] with
                {
                    Original = original ?? document.Files[0].Original,
                    Units = units ?? document.Files[0].Units,
                },
            ],
        };

    private static async Task<HttpResponseMessage> UploadAsync(DeskVisitor visitor, string language, byte[] file)
    {
        var (_, page) = await visitor.OpenAsync("/desk/en/documents/long/fr");
        var token = page.QuerySelector("form.write input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new MultipartFormDataContent
        {
            { new StringContent(token, Encoding.UTF8), "__RequestVerificationToken" },
            { new ByteArrayContent(file), "file", "a.xlf" },
        };
        var path = new Uri($"/desk/en/documents/long/{language}?handler=Xliff", UriKind.Relative);
        return (await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content })).Answer;
    }

    private async Task WriteAsync(string body = Body)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var result = await scope
            .ServiceProvider.GetRequiredService<SaveDraft>()
            .RunAsync(
                new Draft("long", "en", "A long text", "Its summary.", body) { Kind = "story" },
                Actor.System("test"),
                default
            );
        result.Code.ShouldBe(NewsroomCode.Done);
    }

    private async Task<byte[]> ExportAsync()
    {
        await using var scope = site.Services.CreateAsyncScope();
        var (file, result) = await scope
            .ServiceProvider.GetRequiredService<TranslationFiles>()
            .ExportAsync("long", "en", "fr", default);
        return file ?? throw new InvalidOperationException($"{result.Code}");
    }

    private async Task<TranslationImport> ImportAsync(byte[] file)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<TranslationFiles>()
            .ImportAsync(file, ("long", "fr"), Actor.System("test"), default);
    }

    private Task<Revision> NewestAsync(string language) =>
        QueryAsync(revisions => revisions.OrderByDescending(revision => revision.Number).FirstAsync(), language);

    private Task<bool> HasAsync(string language) => QueryAsync(revisions => revisions.AnyAsync(), language);

    private async Task<T> QueryAsync<T>(Func<IQueryable<Revision>, Task<T>> ask, string language)
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await ask(
            scope
                .ServiceProvider.GetRequiredService<ConcordDb>()
                .Set<Edition>()
                .Where(edition => edition.Document.Slug == "long" && edition.Language == language)
                .SelectMany(edition => edition.Revisions)
        );
    }
}
