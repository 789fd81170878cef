using Concord.Bench.Attacks;

// Each attack of docs/threat-model.md against the real programs, on loopback. Exits 1 where one succeeded.
var report = new Report();
await SourceAttacks.RunAsync(report);
await PictureAttacks.RunAsync(report);
await ContentAttacks.RunAsync(report);
await RecordAttacks.RunAsync(report);
await FloodAttacks.RunAsync(report);
return report.Print();
