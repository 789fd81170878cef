using System.Globalization;

namespace Concord.Search.Index;

/// <summary>How far an index is; stored in its commits.</summary>
/// <param name="Journal">Number of the last journal entry that was applied.</param>
/// <param name="Hash">That entry's hash: shows whether the index belongs to this database.</param>
internal sealed record IndexState(long Journal, string Hash)
{
    /// <summary>Raised whenever the fields or analysers change: older indexes are rebuilt.</summary>
    private const string Form = "3";

    public Dictionary<string, string> Write() =>
        new(StringComparer.Ordinal)
        {
            ["form"] = Form,
            ["journal"] = Journal.ToString(CultureInfo.InvariantCulture),
            ["hash"] = Hash,
        };

    /// <returns>Null where the index has another format.</returns>
    public static IndexState? Read(IDictionary<string, string> data) =>
        data.TryGetValue("form", out var form)
        && form == Form
        && data.TryGetValue("journal", out var journal)
        && data.TryGetValue("hash", out var hash)
            ? new IndexState(long.Parse(journal, CultureInfo.InvariantCulture), hash)
            : null;
}
