namespace Concord.Modules.Tests.Search;

public sealed class PassageTests
{
    /// <summary>A passage begins with its sentence, else after a comma, and only then in the middle of a clause.</summary>
    [Theory]
    [InlineData(3, false, "Begin")]
    [InlineData(20, false, "Begin")]
    [InlineData(60, true, "… after w50")]
    [InlineData(60, false, "… w54")]
    public async Task A_passage_begins_where_a_reader_can_enter(int words, bool hasComma, string start)
    {
        var sentence = string.Join(' ', Enumerable.Range(0, words).Select(i => hasComma && i == 49 ? $"w{i}, after" : $"w{i}"));
        using var pack = new SmallPack();
        pack.Document(
            "long",
            "kind: story\ndate: 2020-10-05",
            "A title",
            $"Another sentence stands first.\n\nBegin {sentence} needle and the end."
        );
        await using var site = new Concord.TestKit.TestSite(pack.Path);

        var page = await site.SearchAsync("en", "needle");

        page.QuerySelector(".list article p:not(.cap)")!.TextContent.Trim().ShouldStartWith(start);
    }
}
