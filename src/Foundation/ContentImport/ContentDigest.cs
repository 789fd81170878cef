using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Concord.Foundation.ContentImport;

/// <summary>Tells one state of a content pack from another.</summary>
internal static class ContentDigest
{
    /// <summary>Deeper than any pack, and the end of folders that lead into themselves.</summary>
    private const int MaxLevels = 8;

    /// <param name="reader">What reads the pack: other readers may find other things in the same files.</param>
    /// <returns>SHA-256 over <paramref name="reader"/> and every file's path and bytes, lower-case hexadecimal.</returns>
    /// <exception cref="IOException">A file or folder could not be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file or folder may not be read.</exception>
    public static async Task<string> OfAsync(string folder, string reader, CancellationToken cancellation)
    {
        var all = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = MaxLevels,
            AttributesToSkip = FileAttributes.None,
            IgnoreInaccessible = false,
        };
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(digest, Encoding.UTF8.GetBytes(reader));
        foreach (var file in Directory.EnumerateFiles(folder, "*", all).Order(StringComparer.Ordinal))
        {
            Append(digest, Encoding.UTF8.GetBytes(Path.GetRelativePath(folder, file)));
            await using var content = File.OpenRead(file);
            digest.AppendData(await SHA256.HashDataAsync(content, cancellation));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    /// <summary>With its length, so that two parts cannot be taken for one.</summary>
    private static void Append(IncrementalHash digest, byte[] part)
    {
        var length = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        digest.AppendData(length);
        digest.AppendData(part);
    }
}
