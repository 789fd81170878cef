using System.Globalization;
using System.Text.Json.Serialization;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Translation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Concord.Newsroom.Desk;

/// <summary>The fields of the form.</summary>
internal sealed record EditFields
{
    public string? Title { get; init; }

    public string? Summary { get; init; }

    /// <summary>Markdown.</summary>
    public string? Body { get; init; }

    /// <summary>Number of the revision that the fields were filled from; 0 for none.</summary>
    public int? BasedOn { get; init; }

    /// <summary>Language that it is translated from; empty for an original.</summary>
    public string? From { get; init; }

    /// <summary>Number of the revision that it is translated from.</summary>
    public int? FromRevision { get; init; }

    /// <summary>
    /// Whether the body has a block, or a mark, for each block of the revision it is translated from; otherwise it was typed as a
    /// whole, and may still be what an earlier revision says.
    /// </summary>
    [BindNever]
    public bool IsBySegments { get; init; }

    /// <summary>Who issued the text it is a summary of; empty for a full text.</summary>
    public string? IssuedBy { get; init; }

    /// <summary><c>2020-03-23</c>.</summary>
    public string? IssuedOn { get; init; }

    public string? IssuedAt { get; init; }

    [JsonIgnore]
    public OriginalText? Original =>
        string.IsNullOrWhiteSpace(IssuedBy) && string.IsNullOrWhiteSpace(IssuedOn) && string.IsNullOrWhiteSpace(IssuedAt)
            ? null
            : new OriginalText(
                IssuedBy?.Trim() ?? "",
                DateOnly.TryParseExact(IssuedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    ? day
                    : default,
                string.IsNullOrWhiteSpace(IssuedAt) ? null : IssuedAt.Trim()
            );

    /// <summary>Longer than any text that could be saved.</summary>
    [JsonIgnore]
    public bool IsTooLong =>
        (Title?.Length ?? 0) + (Summary?.Length ?? 0) + (Body?.Length ?? 0) > EditionContent.MaxBody
        || (IssuedBy?.Length ?? 0) + (IssuedOn?.Length ?? 0) + (IssuedAt?.Length ?? 0) > OriginalText.MaxUrl * 2;

    /// <summary>Whether a writer sees no difference between two forms.</summary>
    public bool HasSameText(EditFields other) =>
        Written(Title) == Written(other.Title)
        && Written(Summary) == Written(other.Summary)
        && Written(Body) == Written(other.Body)
        && Written(IssuedBy) == Written(other.IssuedBy)
        && Written(IssuedOn) == Written(other.IssuedOn)
        && Written(IssuedAt) == Written(other.IssuedAt);

    private static string Written(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    public static EditFields Of(EditionOnDesk shown)
    {
        var original = OriginalText.Read(shown.Newest?.Original);
        return new EditFields
        {
            Title = shown.Newest?.Title,
            Summary = shown.Newest?.Summary,
            Body = shown.Newest?.Body,
            BasedOn = shown.Newest?.Number ?? 0,
            From = shown.Source?.Language,
            FromRevision = shown.Source?.Present.Number,
            IssuedBy = original?.IssuedBy,
            IssuedOn = original?.IssuedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IssuedAt = original?.Url,
        };
    }

    /// <param name="segments">All of the source, title and summary first.</param>
    /// <param name="source">Markdown of the source.</param>
    public EditFields With(IReadOnlyList<Segment> segments, string source) =>
        this with
        {
            Title = segments[0].Target,
            Summary = segments[1].Target,
            Body = Segments.Join(
                source,
                [.. segments.Skip(2).Select(segment => (segment.Target, segment.State != SegmentState.ToCheck))]
            ),
            IsBySegments = true,
        };

    /// <returns>Null where both changed the same lines.</returns>
    public EditFields? MergeWith(Revision before, Revision theirs) =>
        TextDifference.Merge(before.Title, Title ?? "", theirs.Title) is { } title
        && TextDifference.Merge(before.Summary, Summary ?? "", theirs.Summary) is { } summary
        && TextDifference.Merge(before.Body, Body ?? "", theirs.Body) is { } body
            ? this with
            {
                Title = title,
                Summary = summary,
                Body = body,
            }
            : null;
}
