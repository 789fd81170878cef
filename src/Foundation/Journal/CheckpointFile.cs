using System.Globalization;
using Concord.Foundation.Storage;

namespace Concord.Foundation.Journal;

/// <summary>
/// The checkpoints of this node, one a line: time, then checkpoint. Kept in the data directory, not in the database, and
/// published at <c>/checkpoints.txt</c>, so that anybody can hold the site to them.
/// </summary>
public static class CheckpointFile
{
    public static string PathIn(StorageSettings settings) => Path.Combine(settings.DataDirectory, "checkpoints.txt");

    /// <returns>Empty where there is no file.</returns>
    /// <exception cref="FormatException">A line is not a checkpoint; the message names it.</exception>
    public static async Task<IReadOnlyList<Checkpoint>> ReadAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var checkpoints = new List<Checkpoint>();
        var lines = await File.ReadAllLinesAsync(path, cancellation);
        for (var number = 1; number <= lines.Length; number++)
        {
            var text = lines[number - 1].Trim();
            if (text.Length == 0)
            {
                continue;
            }

            checkpoints.Add(
                Checkpoint.TryParse(text.Split(' ')[^1], out var checkpoint)
                    ? checkpoint
                    : throw new FormatException($"{path}, line {number}: “{text}” is not a checkpoint (TIME NUMBER:HASH).")
            );
        }

        return checkpoints;
    }

    /// <summary>Appends a checkpoint, unless it is the last one already.</summary>
    /// <param name="now">UTC.</param>
    public static async Task AppendAsync(string path, Checkpoint checkpoint, DateTime now, CancellationToken cancellation)
    {
        var known = await ReadAsync(path, cancellation);
        if (known.Count > 0 && known[^1] == checkpoint)
        {
            return;
        }

        var line = string.Create(CultureInfo.InvariantCulture, $"{now:yyyy-MM-dd'T'HH:mm:ss'Z'} {checkpoint}\n");
        await File.AppendAllTextAsync(path, line, cancellation);
    }
}
