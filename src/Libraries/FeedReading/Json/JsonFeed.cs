using System.Text;
using System.Text.Json;
using Concord.FeedReading.Markup;
using Concord.FeedReading.Text;

namespace Concord.FeedReading.Json;

/// <summary>JSON Feed (jsonfeed.org, versions 1 and 1.1). Of a truncated file the complete items are kept.</summary>
internal sealed class JsonFeed
{
    private static readonly JsonReaderOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 64,
    };

    private readonly Dictionary<string, JsonElement> head = new(StringComparer.Ordinal);
    private readonly List<JsonElement> entries = [];

    public static bool IsIt(string text) => text.AsSpan().TrimStart().TrimStart('\uFEFF').TrimStart() is ['{', ..];

    public static Feed Read(string text, Uri? address, ProblemList problems)
    {
        var feed = new JsonFeed();
        var bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        var reader = new Utf8JsonReader(bytes, Lenient);
        try
        {
            feed.Take(ref reader);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            var offset = Encoding.UTF8.GetCharCount(bytes.AsSpan(0, (int)reader.BytesConsumed));
            problems.Add(offset, $"The JSON is broken or cut off here; {feed.entries.Count} items were read before.");
        }

        return feed.Answer(address, problems);
    }

    private void Take(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader);
            reader.Read();
            if (name == "items" && reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    entries.Add(JsonElement.ParseValue(ref reader));
                }
            }
            else
            {
                head[name] = JsonElement.ParseValue(ref reader);
            }
        }
    }

    private Feed Answer(Uri? address, ProblemList problems)
    {
        var version = Text("version");
        if (version?.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase) != true && entries.Count == 0)
        {
            problems.AddWhole("This is JSON, but no JSON Feed: it has neither its version nor items.");
            return new Feed(FeedFormat.Unknown, Version: null);
        }

        var home = Addresses.Of(Text("home_page_url"), address);
        var from = Uri.TryCreate(home, UriKind.Absolute, out var found) ? found : address;
        var language = Text("language");
        var author = new JsonItem(Whole()).Author;
        var items = new List<FeedItem>();
        foreach (var entry in entries)
        {
            problems.Item = items.Count;
            if (entry.ValueKind == JsonValueKind.Object)
            {
                items.Add(new JsonItem(entry).Read(from, language, author, problems));
            }
            else
            {
                problems.AddWhole("An item is no object and was left out.");
            }
        }

        problems.Item = null;
        return new Feed(FeedFormat.Json, version?.Split('/')[^1])
        {
            Title = Text("title") is { } title ? PlainText.OneLine(title) : null,
            Link = home,
            Language = language,
            Next = Addresses.Of(Text("next_url"), address),
            Items = items,
        };
    }

    /// <returns>Empty for a name with half a character, which no known name has.</returns>
    private static string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private JsonElement Whole() =>
        JsonSerializer.SerializeToElement(head.Where(pair => pair.Key is "author" or "authors").ToDictionary());

    private string? Text(string name) => head.TryGetValue(name, out var value) ? JsonItem.AsText(value) : null;
}
