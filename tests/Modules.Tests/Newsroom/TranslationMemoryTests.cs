using System.Net;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Search;
using Concord.Modules.Tests.Accounts;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Translation;
using Concord.Search.Query;
using Concord.Search.Text;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom;

/// <summary>What was released in two languages is proposed to translators again.</summary>
public sealed class TranslationMemoryTests : IAsyncDisposable
{
    private const string English = "The coalition will stand with the people of Iraq and Syria.";
    private const string Arabic = "سيقف التحالف إلى جانب شعبي العراق وسوريا.";
    private const string French = "La coalition restera aux côtés des peuples d’Irak et de Syrie.";

    private readonly SmallPack pack = new();
    private readonly TestSite site;

    public TranslationMemoryTests()
    {
        pack.Document("past", "kind: story\ndate: 2020-10-03", "Past", $"## Aim\n\n{English}\n\nMembers: {{{{members}}}}.");
        Translate("past", "ar", "الماضي", $"## الهدف\n\n{Arabic}\n\nالأعضاء: {{{{members}}}}.");
        Translate("past", "fr", "Passé", $"## But\n\n{French}\n\nMembres : {{{{members}}}}.");
        site = new TestSite(pack.Path, settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" });
    }

    [Fact]
    public async Task The_same_passage_is_found_in_every_pair_of_languages()
    {
        (await FindAsync(English, "en", "fr"))
            .Single()
            .ShouldSatisfyAllConditions(
                found => (found.Percent, found.Source, found.Target, found.Tag).ShouldBe((100, English, French, "document:past")),
                found => found.Day.ShouldBe(new DateOnly(2020, 10, 3))
            );
        (await FindAsync(Arabic, "ar", "en")).Single().Target.ShouldBe(English);
        // Neither was translated from the other.
        (await FindAsync(Arabic, "ar", "fr"))
            .Single()
            .Target.ShouldBe(French);
        (await FindAsync("Members: {{members}}.", "en", "fr")).Single().Target.ShouldBe("Membres : {{members}}.");
    }

    [Theory]
    [InlineData("The coalition will stand with the people of Iraq and Libya.", 92)]
    [InlineData("the coalition will stand with the people of iraq and syria.", 99)]
    [InlineData("The coalition will also stand with all the people of Iraq and Syria.", 86)]
    [InlineData("The coalition met in Brussels on Thursday.", null)]
    [InlineData("Nothing like it", null)]
    public async Task A_similar_passage_is_found_with_how_similar_it_is(string text, int? percent)
    {
        await FindAsync(English, "en", "fr");
        Memory.Find(text, "en", "fr", "", 3).Select(found => (int?)found.Percent).FirstOrDefault().ShouldBe(percent);
    }

    [Fact]
    public async Task A_passage_of_the_text_itself_a_draft_and_a_withdrawn_text_are_not_proposed()
    {
        await FindAsync(English, "en", "fr");
        Memory.Find(English, "en", "fr", "document:past", 3).ShouldBeEmpty();
        Memory.Find("", "en", "fr", "", 3).ShouldBeEmpty();
        Memory.Find(English, "en", "ckb", "", 3).ShouldBeEmpty();
        Memory.Find(English, "xx", "fr", "", 3).ShouldBeEmpty();
        await RunAsync<SaveDraft>(save =>
            save.RunAsync(
                new Draft("draft", "en", "Draft", "S.", "A sentence about quokkas.") { Kind = "story" },
                Editor,
                default
            )
        );
        await RunAsync<SubmitTranslation>(submit =>
            submit.RunAsync(
                new Draft("draft", "fr", "Brouillon", "R.", "Une phrase sur les quokkas."),
                "en",
                null,
                Editor,
                default
            )
        );

        await RunAsync<Withdraw>(withdraw =>
            withdraw.RunAsync(
                "past",
                null,
                new Dictionary<string, string>
                {
                    ["en"] = "Taken back.",
                    ["ar"] = "سُحب.",
                    ["fr"] = "Retiré.",
                },
                "test",
                Editor,
                default
            )
        );

        await EventuallyAsync(() => Memory.Find(English, "en", "fr", "", 3).Count == 0);
        Memory.Find("A sentence about quokkas.", "en", "fr", "", 3).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_text_that_is_not_released_yet_is_not_proposed_and_segments_are_not_among_the_results_of_the_site()
    {
        pack.Document("later", "kind: story\ndate: 2099-10-03", "Later", "A sentence about quokkas.");
        Translate("later", "fr", "Plus tard", "Une phrase sur les quokkas.");
        await using var other = new TestSite(pack.Path);
        var memory = other.Services.GetRequiredService<ITranslationMemory>();
        await EventuallyAsync(() => memory.Find(English, "en", "fr", "", 3).Count == 1);
        memory.Find("A sentence about quokkas.", "en", "fr", "", 3).ShouldBeEmpty();
        var search = other.Services.GetRequiredService<SearchDocuments>();
        var languages = other.Services.GetRequiredService<LanguageSet>();
        search
            .Best(new SearchQuery("stand with the people of Iraq", new Dictionary<string, string>()), languages.Find("en")!)
            .Select(result => result.Tag)
            .ShouldBe(["document:past"]);
    }

    [Fact]
    public async Task What_is_known_is_shown_beside_the_segment_and_filled_in_to_be_checked()
    {
        await FindAsync(English, "en", "fr");
        await RunAsync<SaveDraft>(save =>
            save.RunAsync(
                new Draft("next", "en", "Next", "Summary.", $"{English}\n\nThe coalition will stand with the people of Iraq.")
                {
                    Kind = "story",
                },
                Editor,
                default
            )
        );
        const string path = "/desk/en/documents/next/fr/segments";
        var translator = await DeskVisitor.JoinedAsync(site, "translator@example.org", ["translator:fr"]);
        var (_, page) = await translator.OpenAsync(path);
        page.QuerySelector("#b1 .memory")!.TextContent.ShouldContain("100% the same");
        string.Concat(page.QuerySelectorAll("#b2 .memory del").Select(part => part.TextContent)).ShouldBe(" and Syria");
        page.QuerySelector("#b2 [data-use]")!.GetAttribute("data-use").ShouldBe(French);
        page.QuerySelector("#b1 .memory a")!.GetAttribute("href").ShouldBe("/desk/en/documents/past/fr");
        var fill = page.QuerySelector("button[formaction*=Fill]")!;
        fill.TextContent.ShouldBe("Fill in known segments: 1");

        page.QuerySelector("form.segments")!.SetAttribute("action", $"{path}{fill.GetAttribute("formaction")}");
        (await translator.SubmitAsync(page, "form.segments")).Answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (_, page) = await translator.OpenAsync(path);
        page.QuerySelector("#b1")!.GetAttribute("data-state").ShouldBe("tocheck");
        page.QuerySelector("#b1 textarea")!.TextContent.Trim().ShouldBe(French);
        page.QuerySelector("#b2")!.GetAttribute("data-state").ShouldBe("untranslated");
        page.QuerySelector("button[formaction*=Fill]").ShouldBeNull();
    }

    [Fact]
    public void The_same_words_translated_in_two_ways_stay_with_their_own_translation()
    {
        var union = new SegmentUnion();
        union.Add("en", new SegmentedText("One", "S", "Peace.\n\nCalm."), "fr", new SegmentedText("Un", "R", "Paix.\n\nPaix."));
        union.Add("en", new SegmentedText("One", "S", "Peace.\n\nCalm."), "ar", new SegmentedText("واحد", "خ", "سلام.\n\nهدوء."));

        var texts = union.Texts.ToList();

        texts.Single(one => one["en"] == "Peace.")["ar"].ShouldBe("سلام.");
        texts
            .Single(one => one["en"] == "Calm.")
            .ShouldSatisfyAllConditions(one => one["ar"].ShouldBe("هدوء."), one => one["fr"].ShouldBe("Paix."));
    }

    [Theory]
    [InlineData("one two three", "one two three", 0)]
    [InlineData("one two three", "one four three", 1)]
    [InlineData("one two", "two", 1)]
    [InlineData("", "one two", 2)]
    [InlineData("a b c d", "d c b a", 4)]
    public void Distance_is_counted_in_words(string one, string other, int distance) =>
        WordDistance.Between(WordDistance.WordsOf(one), WordDistance.WordsOf(other)).ShouldBe(distance);

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private static Actor Editor => Actor.System("test");

    private ITranslationMemory Memory => site.Services.GetRequiredService<ITranslationMemory>();

    private void Translate(string slug, string language, string title, string body) =>
        pack.Write(
            $"documents/{slug}/{language}.md",
            $"---\ntitle: {title}\nsummary: {title} 2.\ntranslated-from: en\n---\n{body}\n"
        );

    private async Task<IReadOnlyList<RememberedTranslation>> FindAsync(string text, string from, string to)
    {
        await EventuallyAsync(() => Memory.Find(text, from, to, "", 3).Count > 0);
        return Memory.Find(text, from, to, "", 3);
    }

    private async Task RunAsync<T>(Func<T, Task<NewsroomResult>> run)
        where T : notnull
    {
        await using var scope = site.Services.CreateAsyncScope();
        (await run(scope.ServiceProvider.GetRequiredService<T>())).Code.ShouldBe(NewsroomCode.Done);
    }

    private static async Task EventuallyAsync(Func<bool> isTrue)
    {
        for (var wait = 0; !isTrue(); wait++)
        {
            wait.ShouldBeLessThan(200);
            await Task.Delay(100);
        }
    }
}
