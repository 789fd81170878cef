using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Concord.Web.Serving;

internal static class Compression
{
    /// <summary>Brotli, otherwise gzip. Also over TLS: no page contains a secret beside what the reader sends.</summary>
    public static IServiceCollection AddCompression(this IServiceCollection services)
    {
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        return services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<Brotli>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/problem+json"];
        });
    }

    /// <summary>Quality 7: a cached response is compressed once, and the framework offers only 4 and 11.</summary>
    private sealed class Brotli : ICompressionProvider
    {
        private static readonly BrotliCompressionOptions Quality = new() { Quality = 7 };

        public string EncodingName => "br";

        public bool SupportsFlush => true;

        public Stream CreateStream(Stream outputStream) => new BrotliStream(outputStream, Quality, leaveOpen: true);
    }
}
