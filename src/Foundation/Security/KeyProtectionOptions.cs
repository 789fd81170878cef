using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Concord.Foundation.Security;

/// <summary>How the keys that sign cookies and preview links are encrypted in the database: <c>Concord:KeyProtection</c>.</summary>
public sealed class KeyProtectionOptions : IValidatableObject
{
    public const string Section = "Concord:KeyProtection";

    /// <summary>Path of a PKCS #12 file with an RSA certificate and its private key; empty leaves the keys as they are.</summary>
    public string? Certificate { get; set; }

    /// <summary>Password of the file; empty where it has none.</summary>
    public string? Password { get; set; }

    /// <summary>Paths of certificates that were used before, with the same password; keys encrypted with them stay readable.</summary>
    public IList<string> FormerCertificates { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var faults = new List<ValidationResult>();
        foreach (var path in FormerCertificates.Append(Certificate).OfType<string>().Where(path => path.Length > 0))
        {
            try
            {
                using var loaded = Load(path);
                if (loaded.GetRSAPrivateKey() is null)
                {
                    faults.Add(new ValidationResult($"{Section}: {path} has no RSA private key."));
                }
            }
            catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
            {
                faults.Add(new ValidationResult($"{Section}: {path} cannot be read: {fault.Message}"));
            }
        }

        return faults;
    }

    internal X509Certificate2 Load(string path) => X509CertificateLoader.LoadPkcs12FromFile(path, Password);
}
