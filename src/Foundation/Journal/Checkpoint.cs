using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Concord.Foundation.Journal;

/// <summary>
/// The hash of one journal entry, noted outside of the database. Whoever can rewrite the whole database can compute a new
/// chain, but not one that contains this entry.
/// </summary>
/// <param name="Seq">Number of the entry.</param>
/// <param name="Hash">Its hash, lower-case hexadecimal.</param>
public sealed partial record Checkpoint(long Seq, string Hash)
{
    /// <summary>Reads <c>412:9f86…</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = Form().Match(text.Trim()) is { Success: true } match
            ? new Checkpoint(long.Parse(match.Groups["seq"].Value, CultureInfo.InvariantCulture), match.Groups["hash"].Value)
            : null;
        return checkpoint is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seq}:{Hash}");

    [GeneratedRegex("^(?<seq>[1-9][0-9]{0,17}):(?<hash>[0-9a-f]{64})$", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Form();
}
