using System.Collections.Frozen;

namespace Concord.Xliff;

/// <summary>What may stand in an element.</summary>
internal enum ContentKind
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Characters.</summary>
    Text,

    /// <summary>Elements in the order of the rule's parts, without characters between.</summary>
    Elements,

    /// <summary>Characters and the elements of the rule's parts in any order.</summary>
    Mixed,

    /// <summary>Characters and elements of other namespaces, which are not looked into.</summary>
    Foreign,
}

/// <summary>One attribute: what it may say and whether it has to be there.</summary>
internal sealed record AttributeRule(ValueKind Kind, bool IsRequired);

/// <summary>One place in the order of elements.</summary>
/// <param name="Names">Elements that may stand there; empty for elements of any other namespace.</param>
/// <param name="Max">Null for any number.</param>
internal sealed record Part(IReadOnlyList<string> Names, int Min, int? Max);

/// <summary>What an element may hold. Names are written with the prefixes of <see cref="Namespaces.NameOf"/>.</summary>
/// <param name="IsOpen">Whether attributes of other namespaces may stand beside its own.</param>
internal sealed record ElementRule(
    ContentKind Content,
    IReadOnlyList<Part> Parts,
    FrozenDictionary<string, AttributeRule> Attributes,
    bool IsOpen
);
