using System.Security.Cryptography;
using System.Text;

namespace Concord.Foundation.ContentImport;

/// <summary>
/// Ids of imported content, derived from names: every site that imports the same pack has the same ids, so that feed entries
/// keep theirs when a site is set up again, and items of the same time have the same order everywhere.
/// </summary>
/// <remarks>RFC 9562, version 8: the first bits of a SHA-256.</remarks>
public static class ContentId
{
    public static Guid Of(params ReadOnlySpan<string> name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', name)))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
