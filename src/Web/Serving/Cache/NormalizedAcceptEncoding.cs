using Microsoft.Net.Http.Headers;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Rewrites Accept-Encoding to <c>br</c>, <c>gzip</c> or nothing, so that browsers share cached responses and nobody can
/// fill the cache with new spellings of it.
/// </summary>
internal sealed class NormalizedAcceptEncoding(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        headers.AcceptEncoding = Best(headers.AcceptEncoding.ToString());
        return next(http);
    }

    /// <returns><c>br</c>, <c>gzip</c> or an empty string.</returns>
    public static string Best(string header)
    {
        if (header is "gzip, deflate, br, zstd" or "gzip, deflate, br" or "br")
        {
            return "br";
        }

        if (!StringWithQualityHeaderValue.TryParseList([header], out var values))
        {
            return "";
        }

        return Accepts(values, "br") ? "br"
            : Accepts(values, "gzip") ? "gzip"
            : "";
    }

    private static bool Accepts(IList<StringWithQualityHeaderValue> values, string encoding)
    {
        var value = values.FirstOrDefault(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase));
        value ??= values.FirstOrDefault(one => one.Value == "*");
        return value is not null && value.Quality is not 0;
    }
}
