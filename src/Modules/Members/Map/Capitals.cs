using System.Collections.Frozen;

namespace Concord.Members.Map;

/// <summary>
/// Where each state's seat of government lies, to a tenth of a degree, by ISO 3166-1 code. A state is missing where giving a
/// city would take a side (IL, PS).
/// </summary>
internal static class Capitals
{
    public static readonly FrozenDictionary<string, (double Latitude, double Longitude)> All = Resource
        .Lines("capitals.txt")
        .Select(line => line.Split(' '))
        .ToFrozenDictionary(
            parts => parts[0],
            parts => (Resource.Number(parts[1]), Resource.Number(parts[2])),
            StringComparer.Ordinal
        );
}
