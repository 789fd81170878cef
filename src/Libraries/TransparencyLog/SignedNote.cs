using System.Buffers.Binary;
using System.Text;

namespace Concord.TransparencyLog;

/// <summary>Checks signatures of one key.</summary>
public interface INoteVerifier
{
    NoteKey Key { get; }

    /// <param name="text">The text of the note, as UTF-8.</param>
    bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature);
}

/// <summary>Signs with one key, wherever its private part is.</summary>
public interface INoteSigner
{
    NoteKey Key { get; }

    /// <param name="text">The text of the note, as UTF-8.</param>
    Task<byte[]> SignAsync(ReadOnlyMemory<byte> text, CancellationToken cancellation);
}

/// <summary>What the signatures of a note say.</summary>
public enum NoteVerdict
{
    /// <summary>At least one known key signed the text.</summary>
    Genuine,

    /// <summary>No signature is of a known key.</summary>
    UnknownSigners,

    /// <summary>A signature bears the name and identifier of a known key, and is not of this text.</summary>
    Forged,
}

/// <summary>A signature line of a note.</summary>
/// <param name="Name">Of the key.</param>
/// <param name="KeyId">Of the key.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Signature);

/// <summary>A text with signatures below it, as of C2SP signed-note.</summary>
/// <param name="Text">Ends with a line feed.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>Signatures that a note may have.</summary>
    public const int MaxSignatures = 100;

    /// <summary>Characters that a note may have.</summary>
    public const int MaxLength = 1 << 20;

    private const string Dash = "— ";
    private const int IdBytes = 4;

    /// <exception cref="ArgumentException">The text does not end with a line feed, or has other control characters.</exception>
    public static async Task<SignedNote> SignAsync(string text, IEnumerable<INoteSigner> signers, CancellationToken cancellation)
    {
        if (!IsText(text))
        {
            throw new ArgumentException(
                "The text of a note ends with a line feed and has no other control characters.",
                nameof(text)
            );
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var signatures = new List<NoteSignature>();
        foreach (var signer in signers)
        {
            signatures.Add(new NoteSignature(signer.Key.Name, signer.Key.Id, await signer.SignAsync(bytes, cancellation)));
        }

        return new SignedNote(text, signatures);
    }

    /// <returns>Null where it is no signed note.</returns>
    public static SignedNote? TryParse(string note)
    {
        if (
            note.Length > MaxLength
            || !IsText(note)
            || note.LastIndexOf("\n\n", StringComparison.Ordinal) is not (>= 0 and var split)
            || note[(split + 2)..] is not { Length: > 0 } below
        )
        {
            return null;
        }

        var lines = below[..^1].Split('\n');
        if (lines.Length > MaxSignatures)
        {
            return null;
        }

        var signatures = lines.Select(TryParseSignature).ToList();
        return signatures.Contains(null) ? null : new SignedNote(note[..(split + 1)], signatures!);
    }

    /// <summary>Checks every signature of a known key.</summary>
    public NoteVerdict Verify(IReadOnlyCollection<INoteVerifier> known)
    {
        var text = Encoding.UTF8.GetBytes(Text);
        var verdict = NoteVerdict.UnknownSigners;
        foreach (var signature in Signatures)
        {
            foreach (var verifier in known.Where(one => one.Key.Name == signature.Name && one.Key.Id == signature.KeyId))
            {
                if (!verifier.Verify(text, signature.Signature.Span))
                {
                    return NoteVerdict.Forged;
                }

                verdict = NoteVerdict.Genuine;
            }
        }

        return verdict;
    }

    /// <summary>The note as it is published.</summary>
    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        Span<byte> id = stackalloc byte[IdBytes];
        foreach (var signature in Signatures)
        {
            BinaryPrimitives.WriteUInt32BigEndian(id, signature.KeyId);
            note.Append(Dash).Append(signature.Name).Append(' ');
            note.Append(Convert.ToBase64String([.. id, .. signature.Signature.Span])).Append('\n');
        }

        return note.ToString();
    }

    private static NoteSignature? TryParseSignature(string line)
    {
        if (
            !line.StartsWith(Dash, StringComparison.Ordinal)
            || line[Dash.Length..].Split(' ') is not [var name, var encoded]
            || !NoteKey.IsName(name)
            || Base64.TryDecode(encoded) is not { Length: > IdBytes } bytes
        )
        {
            return null;
        }

        return new NoteSignature(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(IdBytes));
    }

    /// <summary>Line feeds and no other control characters; U+FFFD stands where the bytes were not UTF-8.</summary>
    private static bool IsText(string text) =>
        text.EndsWith('\n') && !text.Any(letter => (letter < ' ' && letter != '\n') || letter == '\uFFFD') && IsWellFormed(text);

    /// <summary>Whether the text can be written as UTF-8: no half of a surrogate pair.</summary>
    private static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && !char.IsSurrogatePair(text, at++))
            {
                return false;
            }
        }

        return true;
    }
}
