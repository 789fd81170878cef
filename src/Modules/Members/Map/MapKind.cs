namespace Concord.Members.Map;

/// <summary>How the map of the members shows a state. Neither draws a boundary.</summary>
internal enum MapKind
{
    /// <summary>A dot at the capital, on a map of the coasts.</summary>
    Dots,

    /// <summary>A square with its two-letter code, placed roughly as the capitals lie.</summary>
    Grid,
}
