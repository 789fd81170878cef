namespace Concord.TransparencyLog;

/// <summary>Standard base 64 of RFC 4648, section 4, and no other spelling of the same bytes.</summary>
internal static class Base64
{
    /// <returns>Null for what is not base 64 exactly as it would be written.</returns>
    public static byte[]? TryDecode(string text)
    {
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : null;
    }
}
