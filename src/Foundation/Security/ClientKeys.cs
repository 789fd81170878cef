using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Concord.Foundation.Security;

/// <summary>
/// Names the network of a client for rate limits without its address: a hash with a secret that is only in memory and is
/// replaced every hour.
/// </summary>
public sealed class ClientKeys(TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private Secret secret = new(RandomNumberGenerator.GetBytes(32), time.GetUtcNow());

    public string Of(HttpContext http)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(Current(), NetworkOf(http.Connection.RemoteIpAddress), hash);
        return Convert.ToHexString(hash[..12]);
    }

    /// <returns>An IPv4 address, or the 64 bits that one subscriber has of IPv6.</returns>
    internal static byte[] NetworkOf(IPAddress? address)
    {
        if (address is null)
        {
            return [];
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = plain.GetAddressBytes();
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? bytes[..8] : bytes;
    }

    private byte[] Current()
    {
        var now = time.GetUtcNow();
        var current = secret;
        if (now - current.Since < Lifetime)
        {
            return current.Bytes;
        }

        // Where two requests renew it at once, the second counts from zero.
        secret = current = new Secret(RandomNumberGenerator.GetBytes(32), now);
        return current.Bytes;
    }

    private sealed record Secret(byte[] Bytes, DateTimeOffset Since);
}
