using System.Text;
using Concord.Foundation.OutboundHttp;
using Concord.Wall.Text;

namespace Concord.Wall.Ingestion;

/// <summary>
/// Expands short links, so that readers see where a link leads and are not counted by the shortener. Only known shorteners
/// are requested, and only for the redirect.
/// </summary>
internal sealed class ShortLinks(OutboundHttpClient client, WallOptions options)
{
    private const int MaxPerPost = 10;

    /// <returns>The text with every short link that could be followed expanded.</returns>
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
            // An error response still comes from where the link leads; a server that was never reached may be anything.
            var isReached = answer.Status != 0 && answer.Address.Authority != address.Authority;
            known[link] = whole = isReached ? answer.Address.AbsoluteUri : link;
        }

        return whole ?? link;
    }
}
