using Concord.Foundation.Storage;
using Concord.Wall.Posts;
using Concord.Wall.Text;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Ingestion;

/// <summary>The blocked words and links.</summary>
internal sealed class BlockList
{
    private readonly List<BlockRule> words;
    private readonly List<BlockRule> links;

    private BlockList(List<BlockRule> rules)
    {
        words = rules.FindAll(rule => rule.Kind == BlockRuleKind.Word);
        links = rules.FindAll(rule => rule.Kind == BlockRuleKind.Link);
    }

    public static BlockList Of(params IEnumerable<BlockRule> rules) => new([.. rules]);

    public static async Task<BlockList> ReadAsync(ConcordDb db, CancellationToken cancellation) =>
        new(await db.Set<BlockRule>().AsNoTracking().ToListAsync(cancellation));

    /// <returns>The first rule that the text matches; null where it matches none.</returns>
    public BlockRule? Match(PostContent content)
    {
        var whole = content.Text;
        if (words.Count > 0)
        {
            var folded = Plain.Fold(whole);
            // Both begin and end with a space, so that only whole words match.
            if (words.Find(rule => folded.Contains(rule.Value, StringComparison.Ordinal)) is { } word)
            {
                return word;
            }
        }

        return links.Count == 0
            ? null
            : PostPieces
                .Of(whole)
                .Where(piece => piece.Kind == PieceKind.Link)
                .Select(piece => links.Find(rule => LeadsTo(new Uri(piece.Text), rule.Value)))
                .FirstOrDefault(rule => rule is not null);
    }

    /// <returns>The stored form; null where the input is neither a word nor a link.</returns>
    public static string? Normal(BlockRuleKind kind, string typed)
    {
        if (kind == BlockRuleKind.Word)
        {
            return Plain.Fold(typed) is { Length: > 3 } word ? word : null;
        }

        var address = typed.Contains("://", StringComparison.Ordinal) ? typed : $"https://{typed}";
        return
            Uri.TryCreate(address, UriKind.Absolute, out var link)
            && link.Scheme is "http" or "https"
            && link.Host.Contains('.', StringComparison.Ordinal)
            ? HostOf(link) + link.AbsolutePath.TrimEnd('/')
            : null;
    }

    /// <summary>A host is blocked with its subdomains, a path with everything below it.</summary>
    private static bool LeadsTo(Uri link, string blocked)
    {
        var slash = blocked.IndexOf('/', StringComparison.Ordinal);
        var (host, path) = slash < 0 ? (blocked, "") : (blocked[..slash], blocked[slash..]);
        var own = HostOf(link);
        return (own == host || own.EndsWith($".{host}", StringComparison.Ordinal))
            && (
                path.Length == 0
                || link.AbsolutePath == path
                || link.AbsolutePath.StartsWith($"{path}/", StringComparison.Ordinal)
            );
    }

    private static string HostOf(Uri link) =>
        link.IdnHost.StartsWith("www.", StringComparison.Ordinal) ? link.IdnHost[4..] : link.IdnHost;
}
