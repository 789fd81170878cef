using System.Globalization;

namespace Concord.TransparencyLog;

/// <summary>The head of a log at one size, as of C2SP tlog-checkpoint; it is signed as a note.</summary>
/// <param name="Origin">Names the log, such as <c>example.org/log</c>.</param>
/// <param name="Size">Entries of the tree.</param>
/// <param name="Root">Of the tree: 32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, ReadOnlyMemory<byte> Root)
{
    /// <summary>The text of the note.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Span)}\n");

    /// <param name="text">The text of a note; lines below the root are passed over.</param>
    /// <returns>Null where it is no checkpoint.</returns>
    public static Checkpoint? TryParse(string text)
    {
        if (
            !text.EndsWith('\n')
            || text[..^1].Split('\n') is not [{ Length: > 0 } origin, var size, var encoded, .. var further]
            || further.Contains("")
            || TryParseNumber(size) is not { } number
            || Base64.TryDecode(encoded) is not { Length: TreeHash.Size } root
        )
        {
            return null;
        }

        return new Checkpoint(origin, number, root);
    }

    public bool Equals(Checkpoint? other) =>
        other is not null && Origin == other.Origin && Size == other.Size && Root.Span.SequenceEqual(other.Root.Span);

    public override int GetHashCode() => HashCode.Combine(Origin, Size);

    /// <summary>A decimal number without a sign and without leading zeros.</summary>
    internal static long? TryParseNumber(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == text
            ? number
            : null;
}
