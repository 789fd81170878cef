namespace Concord.Members.Ledger;

/// <summary>A working group of the coalition.</summary>
internal sealed class WorkingGroup
{
    public required string Slug { get; init; }

    /// <summary>Slug of the line of effort it works for; null where it works for several.</summary>
    public string? Effort { get; set; }

    public required int Position { get; set; }

    public required string SourceDigest { get; set; }

    public List<WorkingGroupName> Names { get; } = [];

    public List<CoLead> CoLeads { get; } = [];
}

/// <summary>The name of a working group in one language.</summary>
internal sealed class WorkingGroupName
{
    public required string Group { get; init; }

    public required string Language { get; init; }

    public required string Name { get; set; }
}

/// <summary>A member that co-leads a working group for a time.</summary>
internal sealed class CoLead
{
    public required string Group { get; init; }

    /// <summary>Slug of the member.</summary>
    public required string Member { get; init; }

    public required int Position { get; set; }

    /// <summary>The first day; null where no source states it.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day; null while it lasts.</summary>
    public DateOnly? Until { get; set; }
}
