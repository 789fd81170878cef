using System.Globalization;
using System.Text;

namespace Concord.TransparencyLog;

/// <summary>What proves without a connection that an entry is in a log, as of C2SP tlog-proof.</summary>
/// <param name="Index">Of the entry, from 0.</param>
/// <param name="Hashes">From the sibling of the entry to the child of the root.</param>
/// <param name="Checkpoint">The signed head of the log.</param>
public sealed record LogProof(long Index, IReadOnlyList<byte[]> Hashes, SignedNote Checkpoint)
{
    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string IndexKey = "index ";
    private const string ExtraKey = "extra ";

    /// <returns>Null where it is no proof.</returns>
    public static LogProof? TryParse(string text)
    {
        if (
            text.Length > SignedNote.MaxLength
            || text.IndexOf("\n\n", StringComparison.Ordinal) is not (> 0 and var split)
            || text[..split].Split('\n') is not [Header, .. var lines]
            || SignedNote.TryParse(text[(split + 2)..]) is not { } checkpoint
        )
        {
            return null;
        }

        if (lines is [var extra, .. var below] && extra.StartsWith(ExtraKey, StringComparison.Ordinal))
        {
            lines = below;
        }

        if (
            lines is not [var first, .. var encoded]
            || !first.StartsWith(IndexKey, StringComparison.Ordinal)
            || TransparencyLog.Checkpoint.TryParseNumber(first[IndexKey.Length..]) is not { } index
        )
        {
            return null;
        }

        var hashes = encoded.Select(Base64.TryDecode).ToList();
        return hashes.Any(hash => hash is not { Length: TreeHash.Size }) ? null : new LogProof(index, hashes!, checkpoint);
    }

    /// <summary>Whether the proof leads from the entry to the checkpoint; says nothing about who signed the checkpoint.</summary>
    /// <param name="entry">The entry as it was logged.</param>
    /// <param name="origin">The log that is meant.</param>
    public bool Proves(ReadOnlySpan<byte> entry, string origin) =>
        TransparencyLog.Checkpoint.TryParse(Checkpoint.Text) is { } head
        && head.Origin == origin
        && MerkleProof.VerifyInclusion(TreeHash.OfLeaf(entry), Index, head.Size, Hashes, head.Root.Span);

    /// <summary>The proof as it is published.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Header).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{IndexKey}{Index}\n");
        foreach (var hash in Hashes)
        {
            text.Append(Convert.ToBase64String(hash)).Append('\n');
        }

        return text.Append('\n').Append(Checkpoint).ToString();
    }
}
