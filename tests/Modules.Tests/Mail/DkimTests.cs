using System.Security.Cryptography;
using Concord.Foundation.Pages;
using Concord.Mail;
using Concord.Mail.Sending;
using Concord.TestKit;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;

namespace Concord.Modules.Tests.Mail;

/// <summary>Mail is signed so that every receiver can tell that it is the coalition's and unchanged.</summary>
public sealed class DkimTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LocalMailServer server = new();
    private readonly PublicKeys keys = new();

    [Fact]
    public async Task A_message_arrives_with_a_valid_signature_of_each_key()
    {
        var message = await SendAsync(Options(Rsa("2026a"), Ed25519("2026e")));

        var signatures = message.Headers.Where(header => header.Id == HeaderId.DkimSignature).ToList();
        signatures.Count.ShouldBe(2);
        var verifier = new DkimVerifier(keys);
        foreach (var signature in signatures)
        {
            (await verifier.VerifyAsync(message, signature)).ShouldBeTrue(signature.Value);
        }

        signatures.ShouldAllBe(signature => signature.Value.Contains("d=example.org"));
        signatures.ShouldAllBe(signature =>
            signature.Value.Contains("List-Unsubscribe-Post", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Theory]
    [InlineData(HeaderId.Subject)]
    [InlineData(HeaderId.ListUnsubscribe)]
    [InlineData(HeaderId.From)]
    public async Task A_changed_header_breaks_the_signature(HeaderId changed)
    {
        var message = await SendAsync(Options(Rsa("2026a")));
        var verifier = new DkimVerifier(keys);
        var signature = message.Headers.First(header => header.Id == HeaderId.DkimSignature);

        message.Headers[changed] = $"x{message.Headers[changed]}";

        (await verifier.VerifyAsync(message, signature)).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_holds_no_key_is_named_when_the_program_starts()
    {
        var file = Path.Combine(folder.Path, "public.pem");
        using var rsa = RSA.Create(2048);
        File.WriteAllText(file, "-----BEGIN NOTHING-----\nAAAA\n-----END NOTHING-----\n");
        Faults(new DkimKeyOptions { Selector = "2026a", KeyFile = file }).ShouldHaveSingleItem().ShouldContain("Dkim:0:KeyFile");
        File.WriteAllText(file, "");
        Faults(new DkimKeyOptions { Selector = "2026a", KeyFile = file }).ShouldHaveSingleItem();
        Faults(new DkimKeyOptions { Selector = "2026a", KeyFile = Path.Combine(folder.Path, "none") })
            .ShouldHaveSingleItem()
            .ShouldContain("Could not find file");
        File.WriteAllText(file, rsa.ExportSubjectPublicKeyInfoPem());
        Faults(new DkimKeyOptions { Selector = "2026a", KeyFile = file }).ShouldHaveSingleItem();
        File.WriteAllText(file, rsa.ExportPkcs8PrivateKeyPem());
        Faults(new DkimKeyOptions { Selector = "", KeyFile = file }).ShouldHaveSingleItem().ShouldContain("Dkim:0:Selector");
        Faults(new DkimKeyOptions { Selector = "2026a", KeyFile = file }).ShouldBeEmpty();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    private static List<string> Faults(DkimKeyOptions key)
    {
        var options = Options(key);
        return [.. options.Validate(new(options)).Select(fault => fault.ErrorMessage!)];
    }

    private static MailOptions Options(params DkimKeyOptions[] dkim)
    {
        var options = new MailOptions
        {
            Host = "localhost",
            From = "news@example.org",
            Security = MailSecurity.None,
            DkimDomain = "example.org",
        };
        foreach (var key in dkim)
        {
            options.Dkim.Add(key);
        }

        return options;
    }

    private async Task<MimeMessage> SendAsync(MailOptions options)
    {
        options.Port = server.Port;
        var site = new SiteAddress("https://concord.example");
        using var signatures = new DkimSignatures(options);
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 11, 12, 6, 30, 0, TimeSpan.Zero));
        var sender = new MailSender(options, site, new MessageWriter(options, site, signatures, clock));
        await sender.SendAsync(
            new OutgoingMail
            {
                To = "reader@example.net",
                SenderName = "التحالف الدولي",
                Subject = "بيان من أعضاء التحالف الدولي جميعهم",
                Text = "نص طويل ".PadRight(2_000, 'ا'),
                Html = "<p dir=\"rtl\">نص</p>",
                Language = "ar",
                StopAddress = "https://concord.example/ar/newsletter/stop/abc",
            },
            TestContext.Current.CancellationToken
        );
        return server.Messages.ShouldHaveSingleItem();
    }

    private DkimKeyOptions Rsa(string selector)
    {
        using var rsa = RSA.Create(2048);
        keys.Add(selector, DotNetUtilities.GetRsaPublicKey(rsa));
        return Write(selector, rsa.ExportPkcs8PrivateKeyPem());
    }

    private DkimKeyOptions Ed25519(string selector)
    {
        var generator = new Ed25519KeyPairGenerator();
        generator.Init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        var pair = generator.GenerateKeyPair();
        keys.Add(selector, pair.Public);
        using var text = new StringWriter();
        using (var writer = new PemWriter(text))
        {
            writer.WriteObject(new Pkcs8Generator(pair.Private));
        }

        return Write(selector, text.ToString());
    }

    private DkimKeyOptions Write(string selector, string pem)
    {
        var file = Path.Combine(folder.Path, $"{selector}.pem");
        File.WriteAllText(file, pem);
        return new DkimKeyOptions { Selector = selector, KeyFile = file };
    }

    private sealed class PublicKeys : IDkimPublicKeyLocator
    {
        private readonly Dictionary<string, AsymmetricKeyParameter> bySelector = [];

        public void Add(string selector, AsymmetricKeyParameter key) => bySelector.Add(selector, key);

        public AsymmetricKeyParameter LocatePublicKey(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default
        ) => bySelector[selector];

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods,
            string domain,
            string selector,
            CancellationToken cancellationToken = default
        ) => Task.FromResult(bySelector[selector]);
    }
}
