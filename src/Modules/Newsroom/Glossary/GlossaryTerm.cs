namespace Concord.Newsroom.Glossary;

/// <summary>The agreed word for a concept in one language.</summary>
internal sealed class GlossaryTerm
{
    public const int MaxTerm = 200;
    public const int MaxAvoid = 20;

    /// <summary>The same in every language: <c>daesh</c>.</summary>
    public required string Concept { get; init; }

    public required string Language { get; init; }

    public required string Agreed { get; set; }

    /// <summary>Words that are not used for it, one a line; empty for none.</summary>
    public required string Avoid { get; set; }

    public AgreedTerm Term => new(Concept, Language, Agreed, Avoid.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    public static string SubjectOf(string concept) => $"glossary:{concept}";
}

/// <param name="Avoid">Words that are not used for it.</param>
internal sealed record AgreedTerm(string Concept, string Language, string Agreed, IReadOnlyList<string> Avoid);
