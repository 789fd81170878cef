using System.Security.Cryptography;
using System.Text;

namespace Concord.Foundation.ContentImport;

/// <summary>
/// The identity of what a content pack brings, made from its name: every site that takes the same pack in has the same, so
/// that a feed's entries stay what they are when a site is set up anew, and what was published at one moment stands in
/// the same order everywhere.
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
