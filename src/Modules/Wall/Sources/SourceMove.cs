namespace Concord.Wall.Sources;

/// <summary>Whether a source may follow a permanent redirect without a person.</summary>
internal static class SourceMove
{
    /// <summary>Characters; a longer address is not followed.</summary>
    public const int MaxAddress = 2000;

    /// <returns>
    /// True for another address of the same host; false where another server would speak for the source, or anybody on the
    /// way could.
    /// </returns>
    public static bool IsSafe(Uri from, Uri to) =>
        to.AbsoluteUri.Length <= MaxAddress
        && from.IdnHost.Equals(to.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (
            (from.Scheme == to.Scheme && from.Port == to.Port)
            || (from.Scheme == Uri.UriSchemeHttp && to.Scheme == Uri.UriSchemeHttps && from.IsDefaultPort && to.IsDefaultPort)
        );
}
