using System.Security.Cryptography;
using System.Text;

namespace Concord.Visits;

/// <summary>The one script of the site: asks, keeps the answer in the browser, and tells of a visit where the answer is yes.</summary>
public static class VisitsScript
{
    internal static string Content { get; } = Read();

    /// <summary>Carries a digest of the content, so it may be kept for ever.</summary>
    public static string Address { get; } =
        $"/visits.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content)))[..10]}.js";

    private static string Read()
    {
        using var stream = typeof(VisitsScript).Assembly.GetManifestResourceStream("visits.js")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
