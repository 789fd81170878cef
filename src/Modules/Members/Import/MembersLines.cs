using System.Text.Json;
using System.Text.Json.Serialization;
using Concord.Foundation.Languages;
using Concord.Members.Ledger;

namespace Concord.Members.Import;

/// <summary>One member, as <c>members.yaml</c> has it.</summary>
internal sealed record MemberLine
{
    public required int Position { get; init; }

    public required string Slug { get; init; }

    public required MemberKind Kind { get; init; }

    public required string? Code { get; init; }

    public required DateOnly By { get; init; }

    public required DatePrecision Known { get; init; }

    public required DateOnly? Left { get; init; }

    /// <summary>Key of the source that attests it.</summary>
    public required string? Source { get; init; }

    /// <summary>Addresses of its own pages; null, and not part of the digest, where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Links { get; init; }

    public required IReadOnlyList<NameLine> Names { get; init; }

    /// <summary>As the site has it.</summary>
    public static MemberLine Of(Member member) =>
        new()
        {
            Position = member.Position,
            Slug = member.Slug,
            Kind = member.Kind,
            Code = member.Code,
            By = member.AttestedBy,
            Known = member.Known,
            Left = member.LeftOn,
            Source = member.Source,
            Links = member.Links is null ? null : JsonSerializer.Deserialize<List<string>>(member.Links),
            Names =
            [
                .. member
                    // The present name first, then the earlier ones.
                    .Names.OrderBy(name => name.Until == DateOnly.MaxValue ? DateOnly.MinValue : name.Until)
                    .ThenBy(name => name.Language, StringComparer.Ordinal)
                    .Select(name => new NameLine(name.Language, name.Until, name.Name)),
            ],
        };
}

internal sealed record NameLine(string Language, DateOnly Until, string Name);

internal sealed record TotalLine(DateOnly On, DatePrecision Known, int Total);

/// <summary>A working group.</summary>
internal sealed record GroupLine(
    int Position,
    string Slug,
    string? Effort,
    IReadOnlyList<NameLine> Names,
    IReadOnlyList<LeadLine> CoLeads
)
{
    /// <summary>As the site has it.</summary>
    public static GroupLine Of(WorkingGroup group) =>
        new(
            group.Position,
            group.Slug,
            group.Effort,
            [
                .. group
                    .Names.OrderBy(name => name.Language, StringComparer.Ordinal)
                    .Select(name => new NameLine(name.Language, DateOnly.MaxValue, name.Name)),
            ],
            [.. group.CoLeads.OrderBy(lead => lead.Position).Select(lead => new LeadLine(lead.Member, lead.From, lead.Until))]
        );
}

internal sealed record LeadLine(string Member, DateOnly? From, DateOnly? Until);
