namespace Concord.Members.Map;

/// <summary>Draws the states among the members.</summary>
internal interface IMemberMap
{
    MapKind Kind { get; }

    /// <returns>The drawing's size in CSS pixels.</returns>
    (int Width, int Height) SizeOf(bool isNarrow);

    /// <param name="codes">ISO 3166-1 codes of the members; institutions have none and are not drawn.</param>
    /// <param name="isNarrow">Drawn for a screen of 360 pixels.</param>
    /// <returns>An SVG document.</returns>
    string Draw(IEnumerable<string> codes, bool isNarrow);
}
