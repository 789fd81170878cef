using Concord.Foundation.Journal;

namespace Concord.Search.Synonyms;

/// <summary>The list of synonyms was replaced.</summary>
/// <param name="Groups">Names of the groups that were added, changed or removed.</param>
public sealed record SynonymsChanged(IReadOnlyList<string> Groups) : AuditEvent
{
    /// <summary>The cache tag of the list.</summary>
    public const string Tag = "search-synonyms";

    public override string Module => "search";

    public override IEnumerable<string> Tags => [Tag];
}
