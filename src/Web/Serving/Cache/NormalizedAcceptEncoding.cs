using Microsoft.Net.Http.Headers;

namespace Concord.Web.Serving.Cache;

/// <summary>
/// Browsers write one wish in many ways. Here it becomes <c>br</c>, <c>gzip</c> or nothing, so that they share what is
/// kept and nobody can fill the memory with new ways of writing it.
/// </summary>
internal sealed class NormalizedAcceptEncoding(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Request.Headers;
        headers.AcceptEncoding = Best(headers.AcceptEncoding.ToString());
        return next(http);
    }

    /// <returns><c>br</c>, <c>gzip</c> or the empty text.</returns>
    public static string Best(string header)
    {
        if (header is "gzip, deflate, br, zstd" or "gzip, deflate, br" or "br")
        {
            return "br";
        }

        if (!StringWithQualityHeaderValue.TryParseList([header], out var wishes))
        {
            return "";
        }

        return Takes(wishes, "br") ? "br"
            : Takes(wishes, "gzip") ? "gzip"
            : "";
    }

    private static bool Takes(IList<StringWithQualityHeaderValue> wishes, string encoding)
    {
        var said = wishes.FirstOrDefault(wish => wish.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase));
        said ??= wishes.FirstOrDefault(wish => wish.Value == "*");
        return said is not null && said.Quality is not 0;
    }
}
