using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Foundation;

/// <summary>Keys in the database are encrypted where the operator gives a certificate.</summary>
public sealed class KeyProtectionTests : IDisposable
{
    private const string Password = "of the file";
    private readonly TemporaryFolder folder = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_certificate_encrypts_new_keys_and_reads_them_again(Provider provider)
    {
        var connection = await Providers.ConnectionAsync(provider);
        var storage = new StorageSettings(Path.Combine(folder.Path, "data"), connection);
        var (first, second) = (Certificate("first"), Certificate("second"));
        var secret = await ProtectAsync(storage, "a secret", first);

        (await KeysAsync(storage)).ShouldAllBe(xml => !xml.Contains("<masterKey", StringComparison.Ordinal));
        (await KeysAsync(storage)).ShouldHaveSingleItem().ShouldContain("EncryptedData");
        (await UnprotectAsync(storage, secret, first)).ShouldBe("a secret");
        (await UnprotectAsync(storage, secret, second, first)).ShouldBe("a secret");
        await Should.ThrowAsync<CryptographicException>(() => UnprotectAsync(storage, secret, second));
        await Should.ThrowAsync<CryptographicException>(() => UnprotectAsync(storage, secret));
    }

    [Fact]
    public void A_certificate_that_cannot_be_used_is_reported()
    {
        folder.Write("broken.p12", "no certificate");
        var broken = new KeyProtectionOptions { Certificate = Path.Combine(folder.Path, "broken.p12") };

        broken.Validate(new(broken)).ShouldHaveSingleItem().ErrorMessage.ShouldNotBeNull().ShouldContain("broken.p12");
        var wrong = new KeyProtectionOptions { Certificate = Certificate("good"), Password = "another" };
        wrong.Validate(new(wrong)).ShouldHaveSingleItem();
    }

    public void Dispose() => folder.Dispose();

    private string Certificate(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        var path = Path.Combine(folder.Path, $"{name}.p12");
        File.WriteAllBytes(path, certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Default, Password));
        return path;
    }

    private static async Task<string> ProtectAsync(StorageSettings storage, string text, string certificate)
    {
        await using var database = await TestDatabase.OpenAsync(storage, Settings(certificate));
        await using var scope = database.Scope();
        return scope.ServiceProvider.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect(text);
    }

    private static async Task<string> UnprotectAsync(StorageSettings storage, string secret, params string[] certificates)
    {
        await using var database = await TestDatabase.OpenAsync(storage, Settings(certificates));
        await using var scope = database.Scope();
        return scope.ServiceProvider.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(secret);
    }

    private static Dictionary<string, string?> Settings(params string[] certificates)
    {
        var settings = new Dictionary<string, string?> { ["Concord:KeyProtection:Password"] = Password };
        for (var number = 0; number < certificates.Length; number++)
        {
            settings[
                number == 0 ? "Concord:KeyProtection:Certificate" : $"Concord:KeyProtection:FormerCertificates:{number - 1}"
            ] = certificates[number];
        }

        return settings;
    }

    private static async Task<List<string>> KeysAsync(StorageSettings storage)
    {
        await using var database = await TestDatabase.OpenAsync(storage);
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        return await db.Set<DataProtectionKey>().Select(key => key.Xml).ToListAsync();
    }
}
