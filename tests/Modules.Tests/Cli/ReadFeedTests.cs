using System.Text.Json;
using Concord.TestKit;

namespace Concord.Modules.Tests.Cli;

public sealed class ReadFeedTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_feed_is_printed_as_JSON()
    {
        var file = Write(
            "a.xml",
            "<rss version='2.0'><channel><title>Ministry</title><item><title>Water &nbsp;</title><link>/1</link></item></channel></rss>"
        );
        var (code, output) = await RunAsync(file, "--address", "https://ministry.example/feed");
        code.ShouldBe(0);
        var feed = JsonDocument.Parse(output).RootElement;
        feed.GetProperty("format").GetString().ShouldBe("rss");
        feed.GetProperty("items")[0].GetProperty("link").GetString().ShouldBe("https://ministry.example/1");
        feed.GetProperty("problems").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Each_failed_address_is_reported_and_one_success_suffices()
    {
        var (good, bad) = (
            Write("a.json", """{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1}]}"""),
            Write("b.txt", "nothing")
        );
        var (code, output) = await RunAsync(bad, good, $"{folder.Path}/none.xml");
        code.ShouldBe(0);
        var formats = JsonDocument
            .Parse(output)
            .RootElement.EnumerateArray()
            .Select(feed => feed.GetProperty("format").GetString());
        formats.ShouldBe([null, "json", null]);

        (code, output) = await RunAsync(bad, $"{folder.Path}/none.xml");
        code.ShouldBe(1);
        JsonDocument
            .Parse(output)
            .RootElement.EnumerateArray()
            .ShouldAllBe(feed => feed.GetProperty("problems").GetArrayLength() == 1);
    }

    public void Dispose() => folder.Dispose();

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        await using var run = new ProgramRun("concord", [], ["feed", "read", .. arguments]);
        return (await run.EndAsync(), run.Output);
    }
}
