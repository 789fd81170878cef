using System.Buffers;

namespace Concord.FeedReading.Markup;

/// <summary>Resolves the links of a feed.</summary>
internal static class Addresses
{
    private const int MaxLength = 4096;
    private static readonly SearchValues<char> HostSigns = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");
    private static readonly SearchValues<char> PathSigns = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#@!$&'()*+,;=%"
    );

    public static Uri? Base(Uri? outer, string address) =>
        Uri.TryCreate(outer, address.Trim(), out var found) ? found
        : Uri.TryCreate(address.Trim(), UriKind.Absolute, out found) ? found
        : outer;

    /// <returns>An http or https address; the relative address as given where no base is known; null for anything
    /// else.</returns>
    public static string? Of(string? raw, Uri? from)
    {
        var address = raw?.Trim();
        if (string.IsNullOrEmpty(address) || address.Length > MaxLength)
        {
            return null;
        }

        if (IsPlain(address))
        {
            return address;
        }

        if (address.Any(char.IsControl))
        {
            return null;
        }

        if (Uri.TryCreate(address, UriKind.Absolute, out var absolute) && !address.StartsWith('/'))
        {
            return absolute.Scheme is "http" or "https" ? address : null;
        }

        if (from is not null && from.IsAbsoluteUri)
        {
            return Uri.TryCreate(from, address, out var joined) && joined.Scheme is "http" or "https" ? joined.AbsoluteUri : null;
        }

        return Uri.TryCreate(address, UriKind.Relative, out _) && !address.Contains(':', StringComparison.Ordinal)
            ? address
            : null;
    }

    /// <returns>An http or https address that is absolute; null for anything else, such as an id that is none.</returns>
    public static string? WebOnly(string raw) =>
        Of(raw, from: null) is { } address && address.Contains("://", StringComparison.Ordinal) ? address : null;

    /// <summary>Nearly every address has this form, and checking for it is ten times faster than parsing.</summary>
    private static bool IsPlain(ReadOnlySpan<char> address)
    {
        var rest =
            address.StartsWith("https://", StringComparison.Ordinal) ? address[8..]
            : address.StartsWith("http://", StringComparison.Ordinal) ? address[7..]
            : [];
        var slash = rest.IndexOf('/');
        var host = slash < 0 ? rest : rest[..slash];
        var path = slash < 0 ? [] : rest[slash..];
        return host.Length is > 0 and < 254
            && char.IsAsciiLetter(host[0])
            && !host.ContainsAnyExcept(HostSigns)
            && host.IndexOf("..", StringComparison.Ordinal) < 0
            && !path.ContainsAnyExcept(PathSigns);
    }
}
