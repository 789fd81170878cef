using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Concord.Accounts.Users;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Concord.Accounts.SignIn;

/// <summary>
/// One-time codes of an authenticator app (TOTP, RFC 6238: SHA-1, 30 seconds, six digits). The provider of the framework
/// accepts a code any number of times while it is valid; this one accepts it once, on all nodes together.
/// </summary>
internal sealed class OneTimeCodes(ConcordDb db, TimeProvider time) : AuthenticatorTokenProvider<Account>
{
    private const int SecondsPerStep = 30;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key)
        {
            return false;
        }

        var secret = FromBase32(key);
        var now = time.GetUtcNow().ToUnixTimeSeconds() / SecondsPerStep;
        var typed = Encoding.UTF8.GetBytes(token.Replace(" ", "", StringComparison.Ordinal));
        // The clock of a phone may be half a minute off.
        foreach (var step in (long[])[now, now - 1, now + 1])
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeAt(secret, step)), typed))
            {
                return await db.Set<Account>()
                        .Where(account => account.Id == user.Id && account.LastTimeStep < step)
                        .ExecuteUpdateAsync(set => set.SetProperty(account => account.LastTimeStep, step)) == 1;
            }
        }

        return false;
    }

    /// <returns>Six digits.</returns>
    internal static string CodeAt(byte[] secret, long step)
    {
        Span<byte> message = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
#pragma warning disable CA5350 // RFC 6238 and every authenticator app use SHA-1; as an HMAC it is not broken.
        var hash = HMACSHA1.HashData(secret, message);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <returns>RFC 4648 without padding.</returns>
    internal static string ToBase32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (buffer, bits) = (0, 0);
        foreach (var value in bytes)
        {
            (buffer, bits) = (((buffer << 8) | value) & 0xffff, bits + 8);
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Base32[(buffer >> bits) & 31]);
            }
        }

        return bits > 0 ? text.Append(Base32[(buffer << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    /// <param name="text">RFC 4648 without padding, as the framework makes keys.</param>
    internal static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        var (buffer, bits) = (0, 0);
        foreach (var letter in text.TrimEnd('='))
        {
            var value = Base32.IndexOf(char.ToUpperInvariant(letter), StringComparison.Ordinal);
            if (value < 0)
            {
                throw new FormatException("The key of one-time codes is not Base32.");
            }

            (buffer, bits) = (((buffer << 5) | value) & 0xffff, bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
            }
        }

        return [.. bytes];
    }
}
