using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Concord.Accounts.SignIn;

namespace Concord.Bench.Pages;

/// <summary>A person of the workspace who is signed in, over real HTTP.</summary>
internal sealed partial class Visitor : IDisposable
{
    private const string Password = "correct horse battery";

    public Visitor(int port) =>
        Client = new HttpClient(new CookieKeeper())
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
            Timeout = Timeout.InfiniteTimeSpan,
        };

    public HttpClient Client { get; }

    /// <summary>Sets a password and an authenticator app by the link of an invitation.</summary>
    public async Task JoinAsync(Uri link)
    {
        var page = await Client.GetStringAsync(new Uri(link.PathAndQuery, UriKind.Relative));
        var form = Form().Matches(page).Single(match => match.Value.Contains("pendingKey", StringComparison.Ordinal)).Value;
        var key = Code().Match(page).Groups["key"].Value.Replace(" ", "", StringComparison.Ordinal);
        var fields = FieldsOf(form);
        fields["password"] = Password;
        fields["code"] = OneTimeCodes.CodeAt(OneTimeCodes.FromBase32(key), DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await Client.PostAsync(
            new Uri(WebUtility.HtmlDecode(Action().Match(form).Groups["to"].Value), UriKind.Relative),
            content
        );
        answer.EnsureSuccessStatusCode();
    }

    /// <returns>What a request that changes something has to bring.</returns>
    public async Task<string> TokenAsync(string page) =>
        FieldsOf(await Client.GetStringAsync(new Uri(page, UriKind.Relative)))["__RequestVerificationToken"];

    /// <summary>Uploads a file as the workspace's script does, and makes a picture of it.</summary>
    public async Task UploadPictureAsync(string file, string token)
    {
        var length = new FileInfo(file).Length;
        using var begin = Request(HttpMethod.Post, "/desk/en/media/uploads", token);
        begin.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        using var begun = await Client.SendAsync(begin);
        begun.EnsureSuccessStatusCode();
        var address = begun.Headers.Location!.OriginalString;
        using var append = Request(HttpMethod.Patch, address, token);
        append.Headers.Add("Upload-Offset", "0");
        append.Content = new StreamContent(File.OpenRead(file));
        append.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        using var appended = await Client.SendAsync(append);
        appended.EnsureSuccessStatusCode();
        using var make = Request(HttpMethod.Post, $"{address}/picture", token);
        using var made = await Client.SendAsync(make);
        made.EnsureSuccessStatusCode();
    }

    public void Dispose() => Client.Dispose();

    private static HttpRequestMessage Request(HttpMethod method, string path, string token)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("RequestVerificationToken", token);
        return request;
    }

    private static Dictionary<string, string> FieldsOf(string html) =>
        Input()
            .Matches(html)
            .Select(match =>
                (Name: Name().Match(match.Value).Groups["name"].Value, Value().Match(match.Value).Groups["value"].Value)
            )
            .Where(field => field.Name.Length > 0)
            .DistinctBy(field => field.Name, StringComparer.Ordinal)
            .ToDictionary(field => field.Name, field => WebUtility.HtmlDecode(field.Value), StringComparer.Ordinal);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 10_000)]
    private static partial Regex Form();

    [GeneratedRegex("class=\"qr\".*?<code[^>]*>(?<key>[A-Z2-7 ]+)</code>", RegexOptions.Singleline, 10_000)]
    private static partial Regex Code();

    [GeneratedRegex("action=\"(?<to>[^\"]+)\"", RegexOptions.None, 10_000)]
    private static partial Regex Action();

    [GeneratedRegex("<input[^>]*>", RegexOptions.None, 10_000)]
    private static partial Regex Input();

    [GeneratedRegex(" name=\"(?<name>[^\"]+)\"", RegexOptions.None, 10_000)]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"(?<value>[^\"]*)\"", RegexOptions.None, 10_000)]
    private static partial Regex Value();

    /// <summary>Sends cookies for https over http too, to a site on the same machine.</summary>
    private sealed class CookieKeeper() : DelegatingHandler(new HttpClientHandler { UseCookies = false })
    {
        private readonly ConcurrentDictionary<string, string> cookies = new(StringComparer.Ordinal);

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.TryAddWithoutValidation(
                "Cookie",
                string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"))
            );
            var answer = await base.SendAsync(request, cancellationToken);
            foreach (var sent in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
            {
                var pair = sent.Split(';')[0].Split('=', 2);
                cookies[pair[0]] = pair[1];
            }

            return answer;
        }
    }
}
