namespace Concord.SocialPosts.Counting;

/// <summary>The text of a post with the address of its document in the place of <see cref="LinkMark"/>.</summary>
internal sealed class PostText
{
    /// <summary>What stands for the address while a post is written.</summary>
    public const string LinkMark = "{link}";

    private const int ShownPath = 15;
    private const int KeptPath = 13;

    private readonly List<(int Start, int Length)> links = [];

    /// <param name="written">As it is stored.</param>
    /// <param name="address">Absolute, of the document.</param>
    public PostText(string written, string address)
    {
        (Address, Full) = (address, written.Replace(LinkMark, address, StringComparison.Ordinal));
        var (parts, shown, text) = (written.Split(LinkMark), Shorten(address), "");
        for (var place = 0; place < parts.Length; place++)
        {
            if (place > 0)
            {
                links.Add((text.Length, shown.Length));
                text += shown;
            }

            text += parts[place];
        }

        Short = text;
    }

    public string Address { get; }

    /// <summary>For networks that shorten addresses themselves.</summary>
    public string Full { get; }

    /// <summary>For networks that show a text as it is, with links laid over it.</summary>
    public string Short { get; }

    /// <summary>Where the address stands in <see cref="Short"/>, in UTF-16 units.</summary>
    public IReadOnlyList<(int Start, int Length)> Links => links;

    /// <summary>The host, and as much of the path as the network's own programs show.</summary>
    private static string Shorten(string address)
    {
        var uri = new Uri(address);
        var path = uri.PathAndQuery is "/" ? "" : uri.PathAndQuery;
        return uri.Authority + (path.Length > ShownPath ? $"{path[..KeptPath]}..." : path);
    }
}
