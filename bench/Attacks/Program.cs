using Concord.Bench.Attacks;

// Each attack of docs/threat-model.md against the real programs, on loopback. Exits 1 where one succeeded.
// "flood [minutes]": floods at full speed, and the memory under them.
var report = new Report();
if (args is ["flood", ..])
{
    await FullSpeedFlood.RunAsync(
        report,
        args.Length > 1 ? Math.Max(1, int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture)) : 10
    );
    return report.Print();
}

await SourceAttacks.RunAsync(report);
await PictureAttacks.RunAsync(report);
await ContentAttacks.RunAsync(report);
await RecordAttacks.RunAsync(report);
await FloodAttacks.RunAsync(report);
return report.Print();
