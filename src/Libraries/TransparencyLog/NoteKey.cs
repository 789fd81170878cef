using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Concord.TransparencyLog;

/// <summary>The public key of a signer of notes, as of C2SP signed-note.</summary>
public sealed record NoteKey
{
    /// <summary>Signature type of Ed25519 (RFC 8032) over the text of the note.</summary>
    public const byte Ed25519 = 1;

    private const int Ed25519Bytes = 32;

    private NoteKey(string name, byte[] publicKey) => (Name, PublicKey, Id) = (name, publicKey, IdOf(name, publicKey));

    /// <summary>Without white space and plus signs.</summary>
    public string Name { get; }

    /// <summary>32 bytes.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Together with the name it says which key signed.</summary>
    public uint Id { get; }

    /// <param name="name">Such as <c>example.org/log</c>.</param>
    /// <param name="publicKey">Of Ed25519: 32 bytes.</param>
    /// <exception cref="ArgumentException">The name is not one of a key, or the key has another length.</exception>
    public static NoteKey Create(string name, ReadOnlySpan<byte> publicKey)
    {
        if (!IsName(name))
        {
            throw new ArgumentException("The name of a key has at least one character, no white space and no “+”.", nameof(name));
        }

        if (publicKey.Length != Ed25519Bytes)
        {
            throw new ArgumentException("A public key of Ed25519 has 32 bytes.", nameof(publicKey));
        }

        return new NoteKey(name, publicKey.ToArray());
    }

    /// <summary>Reads what <see cref="ToString"/> writes; null for anything else, and for a key of another type.</summary>
    public static NoteKey? TryParse(string? text)
    {
        if (
            text?.Split('+', 3) is not [var name, { Length: 8 } id, var encoded]
            || !IsName(name)
            || !uint.TryParse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            || Base64.TryDecode(encoded) is not [Ed25519, .. var publicKey]
            || publicKey.Length != Ed25519Bytes
        )
        {
            return null;
        }

        var key = new NoteKey(name, publicKey);
        return key.Id == number && key.ToString() == text ? key : null;
    }

    /// <summary>Name, identifier and key, as tools for logs read it: <c>example.org/log+c74f20a3+ARpc2Qc…</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String([Ed25519, .. PublicKey.Span])}");

    public bool Equals(NoteKey? other) =>
        other is not null && Name == other.Name && PublicKey.Span.SequenceEqual(other.PublicKey.Span);

    public override int GetHashCode() => HashCode.Combine(Name, Id);

    internal static bool IsName(string name) =>
        name.Length > 0 && !name.Any(letter => char.IsWhiteSpace(letter) || letter == '+');

    private static uint IdOf(string name, byte[] publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(
            SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519, .. publicKey])
        );
}
