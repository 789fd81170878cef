using Concord.TransparencyLog;
using NSec.Cryptography;

namespace Concord.Libraries.Tests.TransparencyLog;

/// <summary>The keys of the published signed notes, with an implementation of Ed25519 that is not ours.</summary>
internal static class Ed25519
{
    public const string PeterKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    public const string PeterSeed = "gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=";
    public const string EnochKey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";

    public static INoteVerifier Verifier(string key) => new Verifying(NoteKey.TryParse(key)!);

    public static INoteSigner Peter() => new Signing(NoteKey.TryParse(PeterKey)!, Convert.FromBase64String(PeterSeed));

    private sealed class Verifying(NoteKey key) : INoteVerifier
    {
        private readonly PublicKey imported = PublicKey.Import(
            SignatureAlgorithm.Ed25519,
            key.PublicKey.Span,
            KeyBlobFormat.RawPublicKey
        );

        public NoteKey Key => key;

        public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature) =>
            SignatureAlgorithm.Ed25519.Verify(imported, text, signature);
    }

    private sealed class Signing(NoteKey key, byte[] seed) : INoteSigner
    {
        public NoteKey Key => key;

        public Task<byte[]> SignAsync(ReadOnlyMemory<byte> text, CancellationToken cancellation)
        {
            using var imported = NSec.Cryptography.Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
            return Task.FromResult(SignatureAlgorithm.Ed25519.Sign(imported, text.Span));
        }
    }
}
