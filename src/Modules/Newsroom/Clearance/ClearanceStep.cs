namespace Concord.Newsroom.Clearance;

/// <summary>One step of the clearance of a kind of document, as an administrator set it.</summary>
internal sealed class ClearanceStep
{
    public const int MaxName = 100;

    public required string Kind { get; init; }

    /// <summary>1, 2, 3 … within the kind.</summary>
    public required int Number { get; init; }

    /// <summary>As the team names it: <c>Legal adviser</c>.</summary>
    public required string Name { get; set; }

    /// <summary>How many people have to clear.</summary>
    public required int Needed { get; set; }

    /// <summary>Begins together with the step before it, not after it.</summary>
    public required bool IsParallel { get; set; }

    /// <summary>Ids of the accounts that may clear, as the journal writes them, separated by spaces; empty for every clearer.</summary>
    public required string People { get; set; }

    public StepRule Rule
    {
        get => new(Name, Needed, IsParallel, People.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        set => (Name, Needed, IsParallel, People) = (value.Name, value.Needed, value.IsParallel, string.Join(' ', value.People));
    }

    public static ClearanceStep Of(string kind, int number, StepRule rule) =>
        new()
        {
            Kind = kind,
            Number = number,
            Name = rule.Name,
            Needed = rule.Needed,
            IsParallel = rule.IsParallel,
            People = string.Join(' ', rule.People),
        };
}

/// <summary>The rule of a step.</summary>
/// <param name="Needed">How many people have to clear.</param>
/// <param name="IsParallel">Begins together with the step before it, not after it.</param>
/// <param name="People">Ids of the accounts that may clear; none for every clearer.</param>
internal sealed record StepRule(string Name, int Needed, bool IsParallel, IReadOnlyList<string> People)
{
    /// <summary>Where nothing is set for a kind: one clearance by anybody who may clear.</summary>
    public static IReadOnlyList<StepRule> Default { get; } = [new("", 1, false, [])];
}
