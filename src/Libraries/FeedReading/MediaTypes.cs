namespace Concord.FeedReading;

/// <summary>What kind of file an address leads to, where its feed does not say so or says nothing.</summary>
public static class MediaTypes
{
    /// <param name="stated">As given, also with parameters; <c>application/octet-stream</c> says nothing.</param>
    /// <param name="address">Its ending tells the type where none is stated.</param>
    /// <returns>Null where nothing is known.</returns>
    public static string? Of(string? stated, string address)
    {
        var type = stated?.Split(';')[0].Trim().ToLowerInvariant();
        return
            string.IsNullOrEmpty(type)
            || !type.Contains('/', StringComparison.Ordinal)
            || type.Contains("octet-stream", StringComparison.Ordinal)
            ? OfEnding(address) ?? (string.IsNullOrEmpty(type) ? null : type)
            : type;
    }

    private static string? OfEnding(string address)
    {
        var path = address.AsSpan();
        path = path.IndexOfAny('?', '#') is >= 0 and var end ? path[..end] : path;
        var ending = path[(path.LastIndexOfAny('.', '/') + 1)..].ToString().ToLowerInvariant();
        return ending switch
        {
            "jpg" or "jpeg" or "png" or "gif" or "webp" or "avif" => "image/*",
            "mp4" or "m4v" or "webm" or "mov" or "m3u8" => "video/*",
            "mp3" or "m4a" or "ogg" or "oga" or "opus" or "wav" => "audio/*",
            _ => null,
        };
    }
}
