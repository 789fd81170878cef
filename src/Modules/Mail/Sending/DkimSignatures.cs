using System.Buffers;
using System.Security.Cryptography;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace Concord.Mail.Sending;

/// <summary>Signs messages for the domain of the sender (DKIM, RFC 6376 and 8463), with each key of the settings.</summary>
internal sealed class DkimSignatures(MailOptions options) : IDisposable
{
    private static readonly string[] SignedHeaders =
    [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "MIME-Version",
        "Content-Type",
        "List-Id",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
    ];

    private readonly List<DkimSigner> signers = [.. options.Dkim.Select(key => Read(options.DkimDomain, key))];

    /// <param name="message">Prepared for seven bits.</param>
    public void Sign(MimeMessage message)
    {
        var present = SignedHeaders.Where(message.Headers.Contains).ToArray();
        foreach (var signer in signers)
        {
            signer.Sign(message, present);
        }
    }

    public void Dispose()
    {
        foreach (var signer in signers.OfType<IDisposable>())
        {
            signer.Dispose();
        }
    }

    /// <exception cref="CryptographicException">The file holds neither an RSA nor an Ed25519 key in PEM.</exception>
    public static DkimSigner Read(string domain, DkimKeyOptions key)
    {
        var pem = File.ReadAllText(key.KeyFile);
        try
        {
            return new RsaDkimSigner(RsaKeyOf(pem), domain, key.Selector) { AgentOrUserIdentifier = $"@{domain}" };
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            return Ed25519KeyOf(pem, domain, key);
        }
    }

    private static RSA RsaKeyOf(string pem)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return rsa;
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
    }

    private static DkimSigner Ed25519KeyOf(string pem, string domain, DkimKeyOptions key)
    {
        using var text = new StringReader(pem);
        try
        {
            using var reader = new Org.BouncyCastle.OpenSsl.PemReader(text);
            return reader.ReadObject() is Org.BouncyCastle.Crypto.Parameters.Ed25519PrivateKeyParameters parameters
                ? new DkimSigner(parameters, domain, key.Selector, DkimSignatureAlgorithm.Ed25519Sha256)
                {
                    AgentOrUserIdentifier = $"@{domain}",
                }
                : throw new CryptographicException($"{key.KeyFile} holds neither an RSA nor an Ed25519 private key.");
        }
        catch (Exception failure) when (failure is IOException or Org.BouncyCastle.Security.GeneralSecurityException)
        {
            throw new CryptographicException($"{key.KeyFile} holds no private key in PEM.", failure);
        }
    }

    /// <summary>Signs by .NET's RSA, which takes a fraction of the time of the managed code that MimeKit uses.</summary>
    private sealed class RsaDkimSigner(RSA key, string domain, string selector)
        : DkimSigner(DotNetUtilities.GetRsaKeyPair(key).Private, domain, selector),
            IDisposable
    {
        public void Dispose() => key.Dispose();

        protected override ISigner CreateSigningContext() => new Context(key);

        private sealed class Context(RSA key) : ISigner
        {
            private readonly ArrayBufferWriter<byte> content = new();

            public string AlgorithmName => "SHA-256withRSA";

            public int GetMaxSignatureSize() => key.KeySize / 8;

            public void Init(bool forSigning, ICipherParameters parameters) => Reset();

            public void Update(byte input) => content.Write([input]);

            public void BlockUpdate(byte[] input, int inOff, int inLen) => content.Write(input.AsSpan(inOff, inLen));

            public void BlockUpdate(ReadOnlySpan<byte> input) => content.Write(input);

            public byte[] GenerateSignature() =>
                key.SignData(content.WrittenSpan, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

            public bool VerifySignature(byte[] signature) => throw new NotSupportedException();

            public void Reset() => content.ResetWrittenCount();
        }
    }
}
