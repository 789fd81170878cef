using Concord.TestKit;
using Microsoft.AspNetCore.Http;

namespace Concord.Bench.Attacks;

/// <summary>A hostile or taken-over source of posts.</summary>
internal static class SourceAttacks
{
    public static async Task RunAsync(Report report)
    {
        await TakeOverAsync(report);
        await OddPostsAsync(report);
        await EncodingsAsync(report);
    }

    /// <summary>A feed of JSON, newest first.</summary>
    public static Task FeedAsync(HttpContext http, IEnumerable<string> items)
    {
        http.Response.ContentType = "application/feed+json";
        return http.Response.WriteAsync(
            $$"""{"version":"https://jsonfeed.org/version/1.1","title":"F","items":[{{string.Join(',', items)}}]}"""
        );
    }

    private static async Task TakeOverAsync(Report report)
    {
        using var site = new Installation();
        var (leaked, isMoved) = (0, false);
        await using var attacker = await LocalServer.StartAsync(http =>
        {
            leaked += http.Request.Headers.Authorization.Count;
            return FeedAsync(http, ["""{"id":"forged","content_text":"A forged statement."}"""]);
        });
        await using var source = await LocalServer.StartAsync(http =>
        {
            if (isMoved)
            {
                http.Response.Redirect(new Uri(attacker.Address, "/feed").AbsoluteUri, permanent: true);
                return Task.CompletedTask;
            }

            return FeedAsync(http, ["""{"id":"1","content_text":"A real post."}"""]);
        });
        await site.CommandAsync([
            "wall",
            "follow",
            $"{source.Address}feed",
            "--as",
            "envoy",
            "--name",
            "Envoy",
            "--trusted",
            "--secret",
            "partner",
        ]);
        await site.CommandAsync("wall", "poll", "envoy");
        isMoved = true;
        for (var poll = 0; poll < 3; poll++)
        {
            await site.CommandAsync("wall", "poll", "envoy");
        }

        var forged = await site.CountAsync("SELECT COUNT(*) FROM wall_posts WHERE source_id = 'forged' AND state = 'Live'");
        report.Add(
            "A redirect takes over a trusted source",
            leaked == 0 && forged == 0,
            $"3 polls after a 301 to another host: {leaked} tokens sent, {forged} forged posts live"
        );
    }

    private static async Task OddPostsAsync(Report report)
    {
        using var site = new Installation();
        string[] texts = ["Mosul|Iraq", "Daesh=IS", "Mosul→Raqqa", "𝕄𝕠𝕤𝕦𝕝", "摩苏尔", "\\u202eabc", "ℵ"];
        await using var source = await LocalServer.StartAsync(http =>
            FeedAsync(http, texts.Select((text, number) => $$"""{"id":"{{number}}","content_text":"{{text}}"}"""))
        );
        await site.CommandAsync("wall", "follow", $"{source.Address}feed", "--as", "envoy", "--name", "Envoy", "--trusted");
        await site.CommandAsync("wall", "poll", "envoy");
        var kept = await site.CountAsync("SELECT COUNT(*) FROM wall_posts");
        report.Add("Odd texts silence a source", kept == texts.Length, $"{kept} of {texts.Length} posts stored");
    }

    private static async Task EncodingsAsync(Report report)
    {
        using var site = new Installation();
        string[] encodings = ["br", "gzip", "deflate", "zstd"];
        await using var source = await LocalServer.StartAsync(async http =>
        {
            http.Response.Headers.ContentEncoding = http.Request.Path.Value!.Trim('/');
            await http.Response.Body.WriteAsync(new byte[] { 0xff, 1, 2, 3, 4, 5, 6, 7 });
        });
        foreach (var encoding in encodings)
        {
            await site.CommandAsync([
                "wall",
                "follow",
                $"{source.Address}{encoding}",
                "--as",
                encoding,
                "--name",
                "Envoy",
                "--kind",
                "feed",
            ]);
            await site.CommandAsync("wall", "poll", encoding);
        }

        var shown = await site.CountAsync("SELECT COUNT(*) FROM wall_poll_states WHERE failures = 1 AND error IS NOT NULL");
        report.Add(
            "Broken encodings are not seen",
            shown == encodings.Length,
            $"{shown} of {encodings.Length} shown as failures"
        );
    }
}
