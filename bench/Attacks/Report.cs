using System.Globalization;

namespace Concord.Bench.Attacks;

/// <summary>What came of the attacks, as the table of docs/threat-model.md.</summary>
internal sealed class Report
{
    private readonly List<(string Attack, bool IsHeld, string Figure)> rows = [];

    public void Add(string attack, bool isHeld, FormattableString figure)
    {
        rows.Add((attack, isHeld, figure.ToString(CultureInfo.InvariantCulture)));
        Console.Error.WriteLine($"{(isHeld ? "held   " : "BROKEN ")} {attack}: {rows[^1].Figure}");
    }

    /// <returns>The exit code.</returns>
    public int Print()
    {
        Console.WriteLine("| attack | held | figure |");
        Console.WriteLine("|---|---|---|");
        foreach (var (attack, isHeld, figure) in rows)
        {
            Console.WriteLine($"| {attack} | {(isHeld ? "yes" : "**no**")} | {figure} |");
        }

        return rows.TrueForAll(row => row.IsHeld) ? 0 : 1;
    }
}
