using System.Text;
using Concord.Foundation.OutboundHttp;
using Concord.Wall.Text;

namespace Concord.Wall.Ingestion;

/// <summary>
/// Writes short addresses out: a reader sees where a link leads, and is not counted by whoever shortened it. Only known
/// shorteners are asked, and only where they lead, not what is there.
/// </summary>
internal sealed class ShortLinks(OutboundHttpClient client, WallOptions options)
{
    private const int MaxPerPost = 10;

    /// <returns>The text with every short address that could be followed written out; the others stay.</returns>
    public async Task<string> ExpandAsync(string text, CancellationToken cancellation)
    {
        var expanded = new StringBuilder(text.Length);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var piece in PostPieces.Of(text))
        {
            expanded.Append(piece.Kind == PieceKind.Link ? await ExpandOneAsync(piece.Text, known, cancellation) : piece.Text);
        }

        return expanded.ToString();
    }

    private async Task<string> ExpandOneAsync(string link, Dictionary<string, string> known, CancellationToken cancellation)
    {
        var address = new Uri(link);
        if (!options.IsShortener(address.Host))
        {
            return link;
        }

        if (!known.TryGetValue(link, out var whole) && known.Count < MaxPerPost)
        {
            var answer = await client.GetAsync(new FetchRequest(address) { HeadersOnly = true }, cancellation);
            // A server that says no still is where the address leads; one that was never reached may be anything.
            var isReached = answer.Status != 0 && answer.Address.Authority != address.Authority;
            known[link] = whole = isReached ? answer.Address.AbsoluteUri : link;
        }

        return whole ?? link;
    }
}
