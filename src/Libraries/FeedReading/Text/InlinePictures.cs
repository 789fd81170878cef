using Concord.FeedReading.Markup;

namespace Concord.FeedReading.Text;

/// <summary>Pictures in the HTML of an item, without those that are no content: counters, smileys, faces of authors.</summary>
internal static class InlinePictures
{
    private const int MaxPictures = 10;

    /// <summary>Sides of a picture that only counts readers, in pixels.</summary>
    private const int CounterSide = 3;

    private static readonly string[] Sources = ["src", "data-src", "data-lazy-src", "data-original"];

    public static IReadOnlyList<FeedMedia> In(string? html, Uri? from)
    {
        var pictures = new List<FeedMedia>();
        if (html is null || !html.Contains("<img", StringComparison.OrdinalIgnoreCase))
        {
            return pictures;
        }

        var tokens = new Tokenizer(html, new ProblemList());
        for (
            var token = tokens.Next(within: null);
            token.Kind != TokenKind.End && pictures.Count < MaxPictures;
            token = tokens.Next(within: null)
        )
        {
            if (token.Kind == TokenKind.StartTag && IsImage(token.Value) && PictureOf(token, from) is { } picture)
            {
                pictures.Add(picture);
            }
        }

        return pictures;
    }

    /// <summary>True for the portrait of an author, which platforms add to each item.</summary>
    public static bool IsPortrait(string address) => address.Contains("gravatar", StringComparison.OrdinalIgnoreCase);

    private static bool IsImage(string name) =>
        name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..].Equals("img", StringComparison.OrdinalIgnoreCase);

    private static FeedMedia? PictureOf(Token token, Uri? from)
    {
        var kind = Attribute(token, "class") ?? "";
        if (
            kind.Contains("emoji", StringComparison.OrdinalIgnoreCase)
            || kind.Contains("smiley", StringComparison.OrdinalIgnoreCase)
            || kind.Contains("avatar", StringComparison.OrdinalIgnoreCase)
            || IsCounter(Attribute(token, "width"))
            || IsCounter(Attribute(token, "height"))
        )
        {
            return null;
        }

        var address = Sources
            .Select(name => Addresses.Of(Attribute(token, name), from))
            .FirstOrDefault(found => found is not null);
        var words = Attribute(token, "alt") is { } alt && PlainText.OneLine(alt) is { Length: > 0 } shown ? shown : null;
        return address is null || IsPortrait(address) ? null : new FeedMedia(address, "image/*", Bytes: null, words);
    }

    private static bool IsCounter(string? side) => int.TryParse(side, out var pixels) && pixels <= CounterSide;

    private static string? Attribute(Token token, string name) =>
        token.Attributes.FirstOrDefault(pair => pair.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
