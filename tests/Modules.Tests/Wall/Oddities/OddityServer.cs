using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Concord.Foundation.OutboundHttp;
using Concord.TestKit;
using Concord.Wall.Sources;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Wall.Oddities;

/// <summary>One server that speaks every protocol: each oddity is an account, or a feed, of its own.</summary>
public sealed partial class OddityServer : IAsyncLifetime
{
    public static readonly string[] Protocols = ["rss", "atom", "jsonfeed", "mastodon", "activitypub", "bluesky", "x"];

    private readonly Dictionary<string, IReadOnlyList<Oddity>> oddities = Protocols.ToDictionary(
        protocol => protocol,
        Oddity.Of,
        StringComparer.Ordinal
    );

    private readonly OutboundHttpClient client = SourceServer.Client();
    private LocalServer server = null!;

    public async ValueTask InitializeAsync() => server = await LocalServer.StartAsync(AnswerAsync);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    /// <returns>What the ordinary post of the protocol is, and the oddity.</returns>
    internal (Dictionary<string, object?> Ordinary, Oddity Oddity) Find(string protocol, string name) =>
        (oddities[protocol][0].Is!, oddities[protocol].First(oddity => oddity.Name == name));

    /// <summary>The text with this server's address in place of <c>{host}</c>.</summary>
    internal string Placed(string text) => text.Replace("{host}", server.Address.AbsoluteUri, StringComparison.Ordinal);

    /// <summary>The same, with the name of the account in place of <c>{name}</c>.</summary>
    internal string Placed(string text, string protocol, string name) =>
        Placed(text).Replace("{name}", $"n{NumberOf(protocol, name)}", StringComparison.Ordinal);

    internal Task<SourceResult> ReadAsync(string protocol, string name)
    {
        var number = NumberOf(protocol, name);
        IPostSource source = protocol switch
        {
            "mastodon" => new MastodonSource(client, TimeProvider.System),
            "activitypub" => new ActivitySource(client, ActivityKeyTests.None, TimeProvider.System),
            "bluesky" => new BlueskySource(client, TimeProvider.System),
            "x" => new XSource(client, TimeProvider.System),
            _ => new FeedSource(client, new OutboundHttpOptions()),
        };
        var path = protocol switch
        {
            "mastodon" => $"/tags/n{number}",
            "activitypub" => $"/users/n{number}",
            "bluesky" => $"/profile/n{number}",
            "x" => $"/n{number}",
            _ => $"/{protocol}/n{number}",
        };
        return source.ReadAsync(SourceServer.At(server, path) with { Token = protocol == "x" ? "key" : null }, default);
    }

    private int NumberOf(string protocol, string name) =>
        oddities[protocol].Select((oddity, i) => (oddity.Name, Number: i)).First(oddity => oddity.Name == name).Number;

    private async Task AnswerAsync(HttpContext http)
    {
        var asked = $"{http.Request.Path}{http.Request.QueryString}";
        var number = int.Parse(Number().Match(asked).Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var path = http.Request.Path.Value!;
        var protocol =
            path.StartsWith("/api/", StringComparison.Ordinal) ? "mastodon"
            : path.StartsWith("/xrpc/", StringComparison.Ordinal) ? "bluesky"
            : path.StartsWith("/2/", StringComparison.Ordinal) ? "x"
            : path.StartsWith("/users/", StringComparison.Ordinal) || path.StartsWith("/outbox/", StringComparison.Ordinal)
                ? "activitypub"
            : path.Split('/')[1];
        if (path.StartsWith("/2/users/by/", StringComparison.Ordinal))
        {
            await http.Response.WriteAsync($$"""{"data": {"id": "n{{number}}"} }""");
            return;
        }

        if (path.StartsWith("/users/", StringComparison.Ordinal))
        {
            await http.Response.WriteAsync(
                Placed($$"""{"type":"Person","name":"The ministry","outbox":"{host}outbox/n{{number}}"}""")
            );
            return;
        }

        var oddity = oddities[protocol][number];
        if (oddity.ContentType is { } type)
        {
            http.Response.ContentType = type;
        }

        await http.Response.Body.WriteAsync(oddity.Bytes(Placed(oddity.Document ?? Whole(protocol, oddity))));
    }

    private string Whole(string protocol, Oddity oddity)
    {
        var ordinary = oddities[protocol][0];
        if (protocol is "rss" or "atom")
        {
            var post = Elements(ordinary.Item, oddity == ordinary ? "" : oddity.Item, oddity.Without);
            return protocol == "rss" ? Rss(post, oddity) : Atom(post, oddity);
        }

        var item = oddity == ordinary ? ordinary.Item : Members(ordinary.Item, oddity.Item, oddity.Without);
        var part = oddity == ordinary ? ordinary.Part : Members(ordinary.Part, oddity.Part, oddity.Without);
        var one = protocol switch
        {
            "activitypub" => $$"""{ "type": "Create", "object": { {{item}} } }""",
            "bluesky" => $$"""{ "post": { {{item}}, "record": { {{part}} } } }""",
            _ => $$"""{ {{item}} }""",
        };
        var all = string.Join(",\n", oddity.More.Prepend(one));
        return protocol switch
        {
            "jsonfeed" => $$"""{ "version": "https://jsonfeed.org/version/1.1", {{part}}, "items": [ {{all}} ] }""",
            "mastodon" => $"[ {all} ]",
            "activitypub" => $$"""{ "type": "OrderedCollection", "orderedItems": [ {{all}} ] }""",
            "bluesky" => $$"""{ "feed": [ {{all}} ] }""",
            _ => $$"""{ "data": [ {{all}} ], "includes": { {{part}} }, "meta": {} }""",
        };
    }

    private static string Rss(string post, Oddity oddity) =>
        $"""
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
              xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
              xmlns:georss="http://www.georss.org/georss"><channel><title>The ministry</title><link>https://ministry.example/</link>{oddity.Part}
            <item>{post}</item>
            {string.Join('\n', oddity.More)}
            </channel></rss>
            """;

    private static string Atom(string post, Oddity oddity) =>
        $"""
            <?xml version="1.0"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xmlns:thr="http://purl.org/syndication/thread/1.0"
              xmlns:app="http://www.w3.org/2007/app" xmlns:yt="http://www.youtube.com/xml/schemas/2015"><title>The ministry</title><id>urn:ministry</id>{oddity.Part}
            <entry>{post}</entry>
            {string.Join('\n', oddity.More)}
            </feed>
            """;

    /// <summary>Each element of a post begins a line.</summary>
    private static string Elements(string ordinary, string own, List<string> without)
    {
        var names = own.Split('\n').Select(NameOf).Concat(without).ToHashSet(StringComparer.Ordinal);
        return string.Join('\n', ordinary.Split('\n').Where(line => !names.Contains(NameOf(line))).Append(own));
    }

    private static string NameOf(string line) => ElementName().Match(line).Groups["name"].Value;

    /// <summary>Each line of the ordinary post is one member.</summary>
    private static string Members(string ordinary, string own, List<string> without)
    {
        var names = Names(own);
        var kept = ordinary
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => Names(line.TrimEnd(',')) is [var name] && !names.Contains(name) && !without.Contains(name))
            .Select(line => line.TrimEnd(','));
        return string.Join(",\n", own.Trim().Length == 0 ? kept : kept.Append(own.Trim().TrimEnd(',')));
    }

    private static List<string> Names(string members)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"{{{members.Trim().TrimEnd(',')}}}"));
        var names = new List<string>();
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
            {
                names.Add(reader.GetString()!);
            }
        }

        return names;
    }

    [GeneratedRegex(@"\bn(?<number>\d+)", RegexOptions.None, 10_000)]
    private static partial Regex Number();

    [GeneratedRegex(@"^<(?<name>[\w:]+)", RegexOptions.None, 10_000)]
    private static partial Regex ElementName();
}
