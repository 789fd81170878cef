using Concord.Foundation.Languages;

namespace Concord.Members.Ledger;

/// <summary>A state or an institution, with the dates of its membership.</summary>
internal sealed class Member
{
    public required Guid Id { get; init; }

    /// <summary>The last part of its address, the same in every language.</summary>
    public required string Slug { get; init; }

    public required MemberKind Kind { get; set; }

    /// <summary>ISO 3166-1 alpha-2 or user-assigned (Kosovo: XK); null for institutions.</summary>
    public string? Code { get; set; }

    /// <summary>Position in the list, from 1: by attested date, then in the author's order.</summary>
    public required int Position { get; set; }

    /// <summary>The latest day on which membership is attested, not the day of joining.</summary>
    public required DateOnly AttestedBy { get; set; }

    /// <summary>How exactly <see cref="AttestedBy"/> is known.</summary>
    public required DatePrecision Known { get; set; }

    /// <summary>The last day of membership; null while it lasts.</summary>
    public DateOnly? LeftOn { get; set; }

    /// <summary>Key of the <see cref="LedgerSource"/> that attests it; null where none is named.</summary>
    public string? Source { get; set; }

    /// <summary>Addresses of its own pages, as a JSON list; null where none is given.</summary>
    public string? Links { get; set; }

    /// <summary>Digest of what was imported, so that an unchanged source changes nothing.</summary>
    public required string SourceDigest { get; set; }

    public List<MemberName> Names { get; } = [];
}

/// <summary>The name of a member in one language, up to a day.</summary>
internal sealed class MemberName
{
    public Guid MemberId { get; init; }

    public required string Language { get; init; }

    /// <summary>The last day of this name; <see cref="DateOnly.MaxValue"/> for the present one.</summary>
    public required DateOnly Until { get; init; }

    public required string Name { get; set; }
}

/// <summary>The name of a source of the ledger, in one language.</summary>
internal sealed class LedgerSource
{
    public required string Key { get; init; }

    public required string Language { get; init; }

    public required string Name { get; set; }

    /// <summary>Where it can be read; null where it is not published.</summary>
    public string? Url { get; set; }

    /// <summary>The day on which it was read there.</summary>
    public DateOnly? Retrieved { get; set; }
}

/// <summary>A total that was stated in public on a day.</summary>
internal sealed class StatedTotal
{
    public required DateOnly On { get; init; }

    public required DatePrecision Known { get; set; }

    public required int Total { get; set; }
}
