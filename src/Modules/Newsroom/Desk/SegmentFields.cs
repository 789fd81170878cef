using Concord.Foundation.Text;
using Concord.Newsroom.Translation;

namespace Concord.Newsroom.Desk;

/// <summary>The form that translates by segments.</summary>
internal sealed record SegmentFields
{
    public string? Title { get; init; }

    public string? Summary { get; init; }

    /// <summary>Markdown, by place of the block in the source, from 0.</summary>
    public Dictionary<int, string?> Targets { get; init; } = [];

    /// <summary>Places of the blocks that are still to be checked.</summary>
    public Dictionary<int, string?> ToCheck { get; init; } = [];

    public bool IsTitleToCheck { get; init; }

    public bool IsSummaryToCheck { get; init; }

    /// <summary>Number of the revision that the fields were filled from; 0 for none.</summary>
    public int? BasedOn { get; init; }

    /// <summary>Number of the revision of the source that the blocks belong to.</summary>
    public int? FromRevision { get; init; }

    public string? IssuedBy { get; init; }

    public string? IssuedOn { get; init; }

    public string? IssuedAt { get; init; }

    /// <param name="from">Language of the source.</param>
    /// <param name="source">Markdown of the revision that the blocks belong to.</param>
    public EditFields ToEditFields(string from, string source)
    {
        // Not by the places that were sent: a number may be any.
        var targets = MarkdownText
            .Blocks(source)
            .Select((_, at) => (Targets.GetValueOrDefault(at) ?? "", !ToCheck.ContainsKey(at)));
        return new EditFields
        {
            Title = Title,
            Summary = Summary,
            Body = Segments.Join(source, [.. targets]),
            BasedOn = BasedOn,
            From = from,
            FromRevision = FromRevision,
            IsBySegments = true,
            IssuedBy = IssuedBy,
            IssuedOn = IssuedOn,
            IssuedAt = IssuedAt,
        };
    }
}
