namespace Concord.ActivityPub.Inbox;

/// <summary>The Signature header of a request (draft-cavage-http-signatures-12, section 4.1).</summary>
/// <param name="Names">The signed headers, in lower case, in their order.</param>
internal sealed record RequestSignature(string KeyId, string Algorithm, IReadOnlyList<string> Names, byte[] Value)
{
    private const int MaxLength = 8000;
    private const int MaxNames = 20;

    /// <summary>What has to be signed, so that a signature cannot be used for another request.</summary>
    private static readonly string[] Needed = ["(request-target)", "host", "date", "digest"];

    /// <returns>Null where it is no such header, or where it signs too little.</returns>
    public static RequestSignature? Read(string header)
    {
        if (header.Length > MaxLength || Parameters(header) is not { } found)
        {
            return null;
        }

        var names = found.GetValueOrDefault("headers", "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var value = new byte[MaxLength];
        return
            found.GetValueOrDefault("keyId") is { Length: > 0 } key
            && names.Length <= MaxNames
            && Needed.All(names.Contains)
            && Convert.TryFromBase64String(found.GetValueOrDefault("signature", ""), value, out var length)
            && length > 0
            ? new RequestSignature(key, found.GetValueOrDefault("algorithm", "hs2019").ToLowerInvariant(), names, value[..length])
            : null;
    }

    /// <summary>name="value" pairs; values without quotation marks are numbers.</summary>
    private static Dictionary<string, string>? Parameters(string header)
    {
        var (found, place) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), 0);
        while (place < header.Length)
        {
            var equals = header.IndexOf('=', place);
            if (equals < 0)
            {
                return null;
            }

            var name = header[place..equals].Trim(' ', ',');
            var isQuoted = equals + 1 < header.Length && header[equals + 1] == '"';
            var start = isQuoted ? equals + 2 : equals + 1;
            var end = header.IndexOf(isQuoted ? '"' : ',', start);
            end = end < 0 && !isQuoted ? header.Length : end;
            if (end < 0 || !found.TryAdd(name, header[start..end]))
            {
                return null;
            }

            place = isQuoted ? end + 1 : end;
            while (place < header.Length && header[place] is (',' or ' '))
            {
                place++;
            }
        }

        return found;
    }
}
