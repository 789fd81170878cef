using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Pages;
using Concord.TestKit;
using Concord.Wall;
using Concord.Wall.Sources;
using Microsoft.AspNetCore.Http;

namespace Concord.Modules.Tests.Wall;

/// <summary>With a server that verifies the signature by fetching the key of the sender.</summary>
public sealed partial class ActivityKeyTests : IDisposable
{
    internal static readonly ActivityKey None = ActivityKey.From(
        SettingsOf(file: null),
        new SiteAddress(null),
        TimeProvider.System
    );

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_server_that_requires_signed_requests_is_read()
    {
        var file = Write(bits: 2048);
        using var site = new TestSite(
            settings: new Dictionary<string, string>
            {
                ["Concord:Wall:ActivityKey"] = file,
                ["Concord:PublicAddress"] = "https://coalition.example",
            }
        );
        await using var server = await LocalServer.StartAsync(async http =>
        {
            if (!await IsSignedAsync(http.Request, site))
            {
                http.Response.StatusCode = 401;
                return;
            }

            var host = $"http://{http.Request.Host}";
            await http.Response.WriteAsync(
                http.Request.Path == "/@envoy"
                    ? $$$"""{"type":"Person","name":"The envoy","outbox":"{{{host}}}/outbox?page=true&min=ü"}"""
                    : $$$"""{"type":"OrderedCollectionPage","orderedItems":[{"type":"Create","object":{"type":"Note","id":"{{{host}}}/1","to":"as:Public","content":"Water is back."}}]}"""
            );
        });
        using var client = SourceServer.Client();
        using var key = ActivityKey.From(SettingsOf(file), new SiteAddress("https://coalition.example"), TimeProvider.System);

        var read = await new ActivitySource(client, key, TimeProvider.System).ReadAsync(
            SourceServer.At(server, "/@envoy"),
            Cancellation
        );
        read.Posts.ShouldHaveSingleItem().Text.ShouldBe("Water is back.");

        read = await new ActivitySource(client, None, TimeProvider.System).ReadAsync(
            SourceServer.At(server, "/@envoy"),
            Cancellation
        );
        (read.Outcome, read.Problem).ShouldBe(
            (
                FetchOutcome.Denied,
                "The server answers 401: it may answer only to signed questions. Set Concord:Wall:ActivityKey to the file of a key."
            )
        );
    }

    [Fact]
    public async Task Without_a_signing_key_there_is_no_actor()
    {
        using var pack = new SmallPack();
        using var site = new TestSite(pack.Path);

        (await site.Client.GetAsync(new Uri("/actor", UriKind.Relative), Cancellation)).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public void An_invalid_key_is_reported_with_the_fix()
    {
        var site = new SiteAddress("https://coalition.example");
        Problem(Write(bits: 2048), new SiteAddress(null)).ShouldContain("Concord:PublicAddress is not");
        Problem(Path.Combine(folder.Path, "none.pem"), site).ShouldContain("openssl genrsa -out");
        Problem(Write(bits: 1024), site).ShouldContain("it has 1024 bits");
        File.WriteAllText(Path.Combine(folder.Path, "odd.pem"), "no key");
        Problem(Path.Combine(folder.Path, "odd.pem"), site).ShouldContain("no private RSA key");
        using var rsa = RSA.Create(2048);
        File.WriteAllText(Path.Combine(folder.Path, "public.pem"), rsa.ExportSubjectPublicKeyInfoPem());
        Problem(Path.Combine(folder.Path, "public.pem"), site).ShouldContain("no private RSA key");

        static string Problem(string file, SiteAddress site) =>
            Should.Throw<InvalidOperationException>(() => ActivityKey.From(SettingsOf(file), site, TimeProvider.System)).Message;
    }

    private string Write(int bits)
    {
        using var rsa = RSA.Create(bits);
        var file = Path.Combine(folder.Path, $"{bits}.pem");
        File.WriteAllText(file, rsa.ExportPkcs8PrivateKeyPem());
        return file;
    }

    private static WallOptions SettingsOf(string? file) => new() { ActivityKey = file };

    /// <summary>Verifies as a server of the network does: with the key of the actor that the signature names.</summary>
    private static async Task<bool> IsSignedAsync(HttpRequest request, TestSite site)
    {
        var signature = Part()
            .Matches(request.Headers["Signature"].ToString())
            .ToDictionary(part => part.Groups["name"].Value, part => part.Groups["value"].Value);
        if (!signature.TryGetValue("keyId", out var keyId) || signature["headers"] != "(request-target) host date")
        {
            return false;
        }

        var said = DateTimeOffset.ParseExact(request.Headers.Date!, "R", CultureInfo.InvariantCulture);
        using var actor = JsonDocument.Parse(await site.Client.GetStringAsync(new Uri("/actor", UriKind.Relative), Cancellation));
        var shown = actor.RootElement.GetProperty("publicKey");
        using var key = RSA.Create();
        key.ImportFromPem(shown.GetProperty("publicKeyPem").GetString());
        var target = request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        return keyId == shown.GetProperty("id").GetString()
            && keyId.StartsWith(actor.RootElement.GetProperty("id").GetString()!, StringComparison.Ordinal)
            && (DateTimeOffset.UtcNow - said).Duration() < TimeSpan.FromMinutes(5)
            && key.VerifyData(
                Encoding.ASCII.GetBytes($"(request-target): get {target}\nhost: {request.Host}\ndate: {request.Headers.Date}"),
                Convert.FromBase64String(signature["signature"]),
                HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            );
    }

    [GeneratedRegex("(?<name>[a-zA-Z]+)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Part();
}
