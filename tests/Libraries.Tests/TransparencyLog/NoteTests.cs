using System.Text;
using Concord.TestKit;
using Concord.TransparencyLog;
using Shouldly;
using Xunit;

namespace Concord.Libraries.Tests.TransparencyLog;

/// <summary>With the keys, the text and the signatures that the Go project publishes with its implementation.</summary>
public sealed class NoteTests
{
    private const string Text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";

    private const string PeterSignature =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private const string EnochSignature =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    private static readonly INoteVerifier Peter = Ed25519.Verifier(Ed25519.PeterKey);
    private static readonly INoteVerifier Enoch = Ed25519.Verifier(Ed25519.EnochKey);

    [Fact]
    public void A_key_is_read_and_written()
    {
        var key = NoteKey.TryParse(Ed25519.PeterKey)!;

        (key.Name, key.Id).ShouldBe(("PeterNeumann", 0xc74f20a3));
        key.ToString().ShouldBe(Ed25519.PeterKey);
        NoteKey.Create(key.Name, key.PublicKey.Span).ShouldBe(key);
    }

    [Fact]
    public void Any_part_of_a_key_and_any_other_key_is_refused()
    {
        const string key = Ed25519.PeterKey;
        for (var start = 0; start <= key.Length; start++)
        {
            for (var end = start; end <= key.Length; end++)
            {
                if (start != 0 || end != key.Length)
                {
                    NoteKey.TryParse(key[start..end]).ShouldBeNull();
                }
            }

            if (start < key.Length)
            {
                NoteKey.TryParse($"{key[..start]}{(char)(key[start] + 1)}{key[(start + 1)..]}").ShouldBeNull();
            }
        }

        NoteKey.TryParse(null).ShouldBeNull();
        NoteKey.TryParse(key.Replace("c74f20a3", "C74F20A3", StringComparison.Ordinal)).ShouldBeNull();
        // A longer key, and another type of signature, each with its right identifier.
        NoteKey.TryParse("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==").ShouldBeNull();
        NoteKey.TryParse("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").ShouldBeNull();
        Should.Throw<ArgumentException>(() => NoteKey.Create("a b", new byte[32]));
        Should.Throw<ArgumentException>(() => NoteKey.Create("a+b", new byte[32]));
        Should.Throw<ArgumentException>(() => NoteKey.Create("", new byte[32]));
        Should.Throw<ArgumentException>(() => NoteKey.Create("a", new byte[31]));
    }

    [Fact]
    public async Task A_note_is_signed_as_published()
    {
        var note = await SignedNote.SignAsync(Text, [Ed25519.Peter()], default);

        note.ToString().ShouldBe($"{Text}\n{PeterSignature}");
        await Should.ThrowAsync<ArgumentException>(() => SignedNote.SignAsync("abc", [Ed25519.Peter()], default));
        await Should.ThrowAsync<ArgumentException>(() => SignedNote.SignAsync("a\tb\n", [Ed25519.Peter()], default));
    }

    [Fact]
    public void Signatures_of_known_keys_decide()
    {
        var note = SignedNote.TryParse($"{Text}\n{PeterSignature}{EnochSignature}")!;

        note.Text.ShouldBe(Text);
        note.Signatures.Select(signature => signature.Name).ShouldBe(["PeterNeumann", "EnochRoot"]);
        note.Verify([Peter]).ShouldBe(NoteVerdict.Genuine);
        note.Verify([Peter, Enoch]).ShouldBe(NoteVerdict.Genuine);
        note.Verify([]).ShouldBe(NoteVerdict.UnknownSigners);
        note.ToString().ShouldBe($"{Text}\n{PeterSignature}{EnochSignature}");

        // One wrong signature of a known key makes the whole note worthless, though another is right.
        var forged = SignedNote.TryParse(
            $"{Text}\n{PeterSignature}{EnochSignature.Replace("5n2", "5n3", StringComparison.Ordinal)}"
        )!;
        forged.Verify([Peter]).ShouldBe(NoteVerdict.Genuine);
        forged.Verify([Peter, Enoch]).ShouldBe(NoteVerdict.Forged);
        SignedNote.TryParse($"{Text}more\n\n{PeterSignature}")!.Verify([Peter]).ShouldBe(NoteVerdict.Forged);
        // The same identifier under another name is another key.
        SignedNote
            .TryParse($"{Text}\n{PeterSignature.Replace("PeterNeumann", "CarmenSandiego", StringComparison.Ordinal)}")!
            .Verify([Peter])
            .ShouldBe(NoteVerdict.UnknownSigners);
    }

    [Fact]
    public void The_last_empty_line_separates_text_and_signatures()
    {
        var note = SignedNote.TryParse($"one\n\ntwo\n\n{PeterSignature}")!;
        note.Text.ShouldBe("one\n\ntwo\n");
    }

    [Fact]
    public void What_is_no_note_is_refused()
    {
        string[] broken =
        [
            "",
            "\n",
            "\n\n",
            Text,
            $"{Text}\n",
            $"{Text}\n{PeterSignature[..^1]}",
            $"\u0001{Text}\n{PeterSignature}",
            $"\uD800{Text}\n{PeterSignature}",
            $"{Text}\n— Bad Name {PeterSignature["— PeterNeumann ".Length..]}",
            $"{Text}\n{PeterSignature}Unexpected line.\n",
            $"{Text}\n{PeterSignature.Replace("\n", "\r\n", StringComparison.Ordinal)}",
            $"{Text}\n— PeterNeumann x08g\n",
            $"{Text}\n{string.Concat(Enumerable.Repeat(PeterSignature, SignedNote.MaxSignatures + 1))}",
            $"{new string('a', SignedNote.MaxLength)}\n\n{PeterSignature}",
        ];
        broken.Select(SignedNote.TryParse).ShouldAllBe(note => note == null);
    }

    [Fact]
    public void A_checkpoint_is_read_and_written()
    {
        const string text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
        var checkpoint = Checkpoint.TryParse(text)!;

        (checkpoint.Origin, checkpoint.Size).ShouldBe(("example.com/behind-the-sofa", 20_852_163));
        checkpoint.Text.ShouldBe(text);
        Checkpoint.TryParse($"{text}further\n").ShouldBe(checkpoint);
        Checkpoint.TryParse(text.Replace("20852163", "0", StringComparison.Ordinal)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("origin\n1\n")]
    [InlineData("\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("origin\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("origin\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("origin\n99999999999999999999\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n")]
    [InlineData("origin\n1\nAAAA\n")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")]
    [InlineData("origin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n")]
    public void What_is_no_checkpoint_is_refused(string text) => Checkpoint.TryParse(text).ShouldBeNull();

    [Fact]
    public async Task A_proof_holds_everything_that_is_needed_without_a_connection()
    {
        var (builder, tiles, _) = TreeTests.Build(300);
        var head = new Checkpoint("example.org/log", 300, builder.Root());
        var note = await SignedNote.SignAsync(head.Text, [Ed25519.Peter()], default);
        var proof = new LogProof(42, await new TreeReader(tiles, 300).InclusionAsync(42, default), note);

        var read = LogProof.TryParse(proof.ToString())!;
        read.ToString().ShouldBe(proof.ToString());
        read.Proves(BitConverter.GetBytes(42), "example.org/log").ShouldBeTrue();
        read.Proves(BitConverter.GetBytes(43), "example.org/log").ShouldBeFalse();
        read.Proves(BitConverter.GetBytes(42), "example.org/other").ShouldBeFalse();
        read.Checkpoint.Verify([Peter]).ShouldBe(NoteVerdict.Genuine);

        var extra = proof.ToString().Replace("index", "extra AAAA\nindex", StringComparison.Ordinal);
        LogProof.TryParse(extra)!.Proves(BitConverter.GetBytes(42), "example.org/log").ShouldBeTrue();
    }

    [Fact]
    public async Task Damaged_proofs_are_refused_or_prove_nothing_else()
    {
        var (builder, tiles, _) = TreeTests.Build(300);
        var head = new Checkpoint("example.org/log", 300, builder.Root());
        var note = await SignedNote.SignAsync(head.Text, [Ed25519.Peter()], default);
        var good = new LogProof(42, await new TreeReader(tiles, 300).InclusionAsync(42, default), note).ToString();
        var accepted = 0;
        foreach (var damaged in Fuzz.Damaged(Encoding.UTF8.GetBytes(good), 5000).Select(Encoding.UTF8.GetString))
        {
            if (
                LogProof.TryParse(damaged) is { } proof
                && proof.Checkpoint.Verify([Peter]) == NoteVerdict.Genuine
                && proof.Proves(BitConverter.GetBytes(42), "example.org/log")
            )
            {
                proof.Index.ShouldBe(42);
                proof.Checkpoint.Text.ShouldBe(head.Text);
                accepted++;
            }
        }

        accepted.ShouldBeLessThan(50);
    }
}
