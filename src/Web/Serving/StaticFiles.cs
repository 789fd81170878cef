namespace Concord.Web.Serving;

internal static class StaticFiles
{
    /// <summary>
    /// Fonts have a digest of their content in their names and never expire; other files expire after a day.
    /// </summary>
    public static StaticFileOptions Options { get; } =
        new()
        {
            OnPrepareResponse = context =>
                context.Context.Response.Headers.CacheControl = context.File.Name.EndsWith(".woff2", StringComparison.Ordinal)
                    ? "public, max-age=31536000, immutable"
                    : "public, max-age=86400",
        };
}
