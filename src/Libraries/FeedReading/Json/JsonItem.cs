using System.Text.Json;
using Concord.FeedReading.Markup;
using Concord.FeedReading.Text;
using Concord.FeedReading.Xml;

namespace Concord.FeedReading.Json;

/// <summary>One object of <c>items</c>; a value of the wrong type is ignored.</summary>
internal sealed class JsonItem(JsonElement entry)
{
    public string? Author
    {
        get
        {
            var author = Items("authors").Concat(Items("author")).FirstOrDefault();
            var person = new JsonItem(author);
            return author.ValueKind switch
            {
                JsonValueKind.Object => Line(person.Text("name")),
                JsonValueKind.String => Line(AsText(author)),
                _ => null,
            };
        }
    }

    public FeedItem Read(Uri? from, string? language, string? author, ProblemList problems)
    {
        var content = ContentOf();
        var link =
            Addresses.Of(Text("url"), from) ?? Addresses.Of(Text("external_url"), from) ?? Addresses.WebOnly(Text("id") ?? "");
        var (published, updated) = (DateOf("date_published", problems), DateOf("date_modified", problems));
        var (id, title) = (Line(Text("id")), Line(Text("title")));
        return new FeedItem(id ?? MadeId.Of(link, title, published, content.Text))
        {
            HasOwnId = id is not null,
            Title = title,
            Link = link,
            Date = published ?? updated,
            Updated = updated,
            Language = Text("language") ?? language,
            Author = Author ?? author,
            Text = content.Text,
            Html = content.Html,
            Tags = Tags.Once(Items("tags").Select(AsText).OfType<string>()),
            Media = MediaOf(from, content.Html),
        };
    }

    private Content ContentOf()
    {
        var html = Text("content_html");
        return html is not null && PlainText.OfHtml(html) is { Length: > 0 } text
            ? new Content(text, html)
            : new Content(PlainText.Tidy(Text("content_text") ?? Text("summary") ?? ""), html);
    }

    private IReadOnlyList<FeedMedia> MediaOf(Uri? from, string? html)
    {
        var files = new List<FeedMedia>();
        foreach (var name in (string[])["image", "banner_image"])
        {
            if (Addresses.Of(Text(name), from) is { } picture)
            {
                files.Add(new FeedMedia(picture, "image/*", Bytes: null, Description: null));
            }
        }

        foreach (var file in Items("attachments").Select(one => new JsonItem(one)))
        {
            if (Addresses.Of(file.Text("url"), from) is { } address)
            {
                long? bytes =
                    file.Value("size_in_bytes") is { ValueKind: JsonValueKind.Number } number
                    && number.TryGetInt64(out var length)
                        ? length
                        : null;
                files.Add(
                    new FeedMedia(address, MediaTypes.Of(file.Text("mime_type"), address), bytes, Line(file.Text("title")))
                );
            }
        }

        return PictureSizes.OneOfEach(files.Count > 0 ? files : InlinePictures.In(html, from));
    }

    private DateTimeOffset? DateOf(string name, ProblemList problems)
    {
        if (Text(name) is not { Length: > 0 } raw)
        {
            return null;
        }

        var date = FeedDate.Read(raw);
        if (date is null)
        {
            problems.AddWhole($"“{name}” is no date that can be understood: {ProblemList.Short(raw)}");
        }

        return date;
    }

    /// <summary>A list, or a single value as a list of one.</summary>
    private IEnumerable<JsonElement> Items(string name) =>
        Value(name) switch
        {
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
            { ValueKind: JsonValueKind.Object or JsonValueKind.String } one => [one],
            _ => [],
        };

    private JsonElement? Value(string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var value) ? value : null;

    private string? Text(string name) => Value(name) is { } value ? AsText(value) : null;

    /// <summary>Numbers are accepted too, because ids often are numbers.</summary>
    public static string? AsText(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetRawText() : LenientJson.TextOf(value);

    private static string? Line(string? text) =>
        text is null || PlainText.OneLine(text) is not { Length: > 0 } line ? null : line;
}
