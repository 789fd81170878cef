using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Concord.Foundation.Storage;

namespace Concord.Foundation.ContentImport;

/// <summary>Decides what an import does with one line of a pack, such as a member or a figure.</summary>
public static class ImportedLine
{
    /// <summary>SHA-256 of the line as it stands in the pack, lower-case hexadecimal.</summary>
    public static string DigestOf<T>(T line) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(line)));

    /// <summary>Whether two lines say the same, in whatever order they name the languages.</summary>
    public static bool AreEqual<T>(T one, T other) =>
        JsonNode.DeepEquals(JsonSerializer.SerializeToNode(one), JsonSerializer.SerializeToNode(other));

    /// <param name="line">As the pack has it.</param>
    /// <param name="current">As the site has it.</param>
    /// <param name="imported"><see cref="DigestOf"/> of the line that was imported last.</param>
    /// <param name="subject">As audit events name it.</param>
    public static async Task<LineChange> CompareAsync<T>(
        ConcordDb db,
        ImportContext context,
        T line,
        T current,
        string? imported,
        string subject,
        CancellationToken cancellation
    )
    {
        if ((imported == DigestOf(line) && !context.Overwrites) || AreEqual(line, current))
        {
            return LineChange.None;
        }

        var isByPerson = await LastChange.IsByPersonAsync(db, subject, cancellation);
        return imported == DigestOf(line) && !isByPerson ? LineChange.None
            : isByPerson && !context.Overwrites ? LineChange.Conflict
            : LineChange.Write;
    }
}

/// <summary>What an import does with a line.</summary>
public enum LineChange
{
    /// <summary>The site has it already, or a person changed it and the pack did not.</summary>
    None,

    /// <summary>A person changed it, and so did the pack.</summary>
    Conflict,
    Write,
}
