using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Concord.TransparencyLog;

namespace Concord.Bench.Pages;

/// <summary>A transparency log: appending, storing as tiles, proving; beside the hashes alone that it cannot do without.</summary>
internal static class Log
{
    /// <summary>Entries between two checkpoints, as in a busy hour.</summary>
    private const int OfCheckpoint = 1000;

    /// <summary>Bytes of an entry: a hash, a signature and an address.</summary>
    private const int EntryBytes = 200;

    private const int Proofs = 1000;
    private const int Seed = 20200323;

    public static async Task<int> RunAsync(int entries)
    {
        var folder = Directory.CreateTempSubdirectory("concord-log-").FullName;
        try
        {
            var hashes = HashesAlone(entries);
            var (root, appended, written) = await AppendAsync(folder, entries);
            Print($"{entries:N0} entries appended, a checkpoint every {OfCheckpoint:N0}: {appended.TotalSeconds:F2} s");
            Print($"the hashes alone: {hashes.TotalSeconds:F2} s; the log: {appended / hashes:F1} of it");
            Print(
                $"{written:N0} tiles written; {Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count():N0} files left, {Size(folder) >> 20} MB"
            );
            await ProveAsync(folder, entries, root);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One hash for each entry and one for each node above.</summary>
    private static TimeSpan HashesAlone(int entries)
    {
        var clock = Stopwatch.StartNew();
        var (entry, node) = (new byte[1 + EntryBytes], new byte[65]);
        for (var number = 0; number < entries; number++)
        {
            BitConverter.TryWriteBytes(entry, number);
            SHA256.HashData(entry, node);
            SHA256.HashData(node, entry);
        }

        return clock.Elapsed;
    }

    private static async Task<(byte[] Root, TimeSpan Time, int Written)> AppendAsync(string folder, int entries)
    {
        var clock = Stopwatch.StartNew();
        var (tiles, builder, written) = (new TileFolder(folder), new TreeBuilder(), 0);
        var root = builder.Root();
        for (var number = 0; number < entries; number++)
        {
            builder.Append(TreeHash.OfLeaf(Entry(number)));
            if (builder.Size % OfCheckpoint == 0 || builder.Size == entries)
            {
                root = builder.Root();
                var changed = builder.TakeTiles();
                await tiles.WriteAsync(changed);
                written += changed.Count;
            }
        }

        return (root, clock.Elapsed, written);
    }

    private static async Task ProveAsync(string folder, int entries, byte[] root)
    {
        var random = new Random(Seed);
        var (inclusion, consistency) = (new List<double>(), new List<double>());
        for (var proof = 0; proof < Proofs; proof++)
        {
            var index = random.Next(entries);
            var clock = Stopwatch.StartNew();
            var hashes = await new TreeReader(new TileFolder(folder), entries).InclusionAsync(index, default);
            inclusion.Add(clock.Elapsed.TotalMilliseconds);
            if (!MerkleProof.VerifyInclusion(TreeHash.OfLeaf(Entry(index)), index, entries, hashes, root))
            {
                throw new InvalidOperationException($"Entry {index} is not proven.");
            }

            var earlier = 1 + random.Next(entries / OfCheckpoint) * OfCheckpoint;
            clock.Restart();
            var reader = new TreeReader(new TileFolder(folder), entries);
            var steps = await reader.ConsistencyAsync(earlier, default);
            consistency.Add(clock.Elapsed.TotalMilliseconds);
            if (steps.Count == 0)
            {
                throw new InvalidOperationException($"The size {earlier} is not proven.");
            }
        }

        Print($"an inclusion proof from the files: {Spread(inclusion)}; a consistency proof: {Spread(consistency)}");
    }

    private static byte[] Entry(int number)
    {
        var entry = new byte[EntryBytes];
        BitConverter.TryWriteBytes(entry, number);
        return entry;
    }

    private static string Spread(List<double> times)
    {
        times.Sort();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{times[times.Count / 2]:F2} / {times[times.Count * 95 / 100]:F2} ms (p50 / p95)"
        );
    }

    private static long Size(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Tiles as files, at the paths at which they are served; partial ones go when they are outgrown.</summary>
    private sealed class TileFolder(string folder) : ITileSource
    {
        private readonly Dictionary<int, string> partial = [];

        public Task<byte[]> ReadAsync(Tile tile, CancellationToken cancellation) =>
            File.ReadAllBytesAsync(Path.Combine(folder, tile.Path), cancellation);

        public async Task WriteAsync(IReadOnlyList<(Tile Tile, byte[] Hashes)> tiles)
        {
            foreach (var (tile, hashes) in tiles)
            {
                var path = Path.Combine(folder, tile.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, hashes);
                if (!tile.IsFull)
                {
                    if (partial.TryGetValue(tile.Level, out var outgrown) && outgrown != path)
                    {
                        File.Delete(outgrown);
                    }

                    partial[tile.Level] = path;
                }
            }
        }
    }
}
