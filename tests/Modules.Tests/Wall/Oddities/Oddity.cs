using System.Text;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Concord.Modules.Tests.Wall.Oddities;

/// <summary>
/// One oddity of a protocol and what is to be read from it: an entry of <c>rss.yaml</c>, <c>x.yaml</c> and the like. Each
/// file begins with an ordinary post; an oddity says only what differs from it.
/// </summary>
public sealed class Oddity
{
    public string Name { get; init; } = "";

    /// <summary>Parts of the post, XML elements or JSON members; they replace those of the ordinary post by name.</summary>
    public string Item { get; init; } = "";

    /// <summary>The same for a part beside or within the post: the channel of a feed, the record of a Bluesky post.</summary>
    public string Part { get; init; } = "";

    /// <summary>Names of parts of the ordinary post that are missing.</summary>
    public List<string> Without { get; init; } = [];

    /// <summary>Further posts, each whole.</summary>
    public List<string> More { get; init; } = [];

    /// <summary>The whole response, where it is not made of an item.</summary>
    public string? Document { get; init; }

    /// <summary>Name of the encoding that is sent.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>Bytes in front of the response, in hexadecimal.</summary>
    public string Before { get; init; } = "";

    public string? ContentType { get; init; }

    /// <summary>What the post is; only what differs from the ordinary one. Null where no post is read.</summary>
    public Dictionary<string, object?>? Is { get; init; } = [];

    /// <summary>The same for further posts; each differs from the ordinary one.</summary>
    public List<Dictionary<string, object?>> And { get; init; } = [];

    /// <summary>What was reported.</summary>
    public List<string> Faults { get; init; } = [];

    /// <summary>The beginning of the problem of the whole poll.</summary>
    public string? Problem { get; init; }

    public static IReadOnlyList<Oddity> Of(string protocol)
    {
        var read = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();
        var path = Path.Combine(AppContext.BaseDirectory, "Wall", "Oddities", $"{protocol}.yaml");
        return read.Deserialize<List<Oddity>>(File.ReadAllText(path));
    }

    /// <summary>The response as it is sent.</summary>
    public byte[] Bytes(string text)
    {
        System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return [.. Convert.FromHexString(Before), .. System.Text.Encoding.GetEncoding(Encoding).GetBytes(text)];
    }
}
