using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Concord.SocialPosts.Networks;

/// <summary>The Authorization header of OAuth 1.0a with HMAC-SHA1 (RFC 5849, section 3), for requests without parameters.</summary>
internal static class OAuthSignature
{
    public static string Header(SocialAccountOptions account, string method, Uri address, DateTimeOffset now, string nonce)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["oauth_consumer_key"] = account.ConsumerKey,
            ["oauth_nonce"] = nonce,
            ["oauth_signature_method"] = "HMAC-SHA1",
            ["oauth_timestamp"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["oauth_token"] = account.Token,
            ["oauth_version"] = "1.0",
        };
        var listed = string.Join('&', parameters.Select(one => $"{Escape(one.Key)}={Escape(one.Value)}"));
        var text = $"{method}&{Escape(address.GetLeftPart(UriPartial.Path))}&{Escape(listed)}";
        var key = $"{Escape(account.ConsumerSecret)}&{Escape(account.TokenSecret)}";
#pragma warning disable CA5350 // The protocol prescribes SHA-1, within a keyed hash.
        var signature = HMACSHA1.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(text));
#pragma warning restore CA5350
        parameters["oauth_signature"] = Convert.ToBase64String(signature);
        return "OAuth " + string.Join(", ", parameters.Select(one => $"{Escape(one.Key)}=\"{Escape(one.Value)}\""));
    }

    /// <summary>Everything but letters, digits and <c>- . _ ~</c>, as the protocol demands.</summary>
    private static string Escape(string text) => Uri.EscapeDataString(text);
}
