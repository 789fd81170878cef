namespace Concord.FeedReading.Markup;

/// <summary>Links of a feed as they can be followed.</summary>
internal static class Addresses
{
    private const int Longest = 4096;

    public static Uri? Base(Uri? outer, string address) =>
        Uri.TryCreate(outer, address.Trim(), out var found) ? found
        : Uri.TryCreate(address.Trim(), UriKind.Absolute, out found) ? found
        : outer;

    /// <returns>An http or https address; the address as given where it is relative and nothing tells to what; null for anything else.</returns>
    public static string? Of(string? raw, Uri? from)
    {
        var address = raw?.Trim();
        if (string.IsNullOrEmpty(address) || address.Length > Longest || address.Any(char.IsControl))
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
}
