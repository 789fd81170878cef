using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Concord.Web;
using Concord.Web.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concord.TestKit;

/// <summary>The whole site on its own port, with its own database and the demonstration content.</summary>
public sealed class TestSite : IAsyncDisposable, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HtmlParser parser = new();
    private readonly WebApplication app;
    private bool isDisposed;

    /// <param name="content">Another content folder than the demonstration's.</param>
    /// <param name="settings">Further settings, by key.</param>
    /// <param name="configure">Further services.</param>
    public TestSite(
        string? content = null,
        TimeProvider? time = null,
        IReadOnlyDictionary<string, string>? settings = null,
        Action<IServiceCollection>? configure = null
    )
    {
        var all = DefaultSettings(folder.Path);
        if (content is not null || time is not null)
        {
            // Only the demonstration stands on a fixed day.
            all["Concord:SiteDate"] = "";
        }

        if (content is not null)
        {
            all["Concord:ContentDirectory"] = content;
        }

        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
        {
            all[key] = value;
        }

        app = SiteHost.Build(
            Arguments(all),
            services =>
            {
                configure?.Invoke(services);
                if (time is not null)
                {
                    services.Replace(ServiceDescriptor.Singleton(time));
                }
            }
        );
        // Timers of the site that outlive it shall not hold what belongs to the test.
        using (ExecutionContext.SuppressFlow())
        {
            var isDemonstration = content is null && time is null && settings is null && configure is null;
            Task.Run(() => StartAsync(isDemonstration)).GetAwaiter().GetResult();
        }

        Address = new Uri(app.Urls.First());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Address,
        };
    }

    public TestSite()
        : this(content: null) { }

    public Uri Address { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>A client that follows no redirect, stores no cookie and decompresses nothing.</summary>
    public HttpClient Client { get; }

    public string DataDirectory => folder.Path;

    /// <summary>Fetches a page and parses it as a browser would.</summary>
    public Task<(HttpResponseMessage Answer, IHtmlDocument Page)> OpenAsync(string path) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)));

    public async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SendAsync(HttpRequestMessage request)
    {
        var answer = await Client.SendAsync(request);
        return (answer, await parser.ParseDocumentAsync(await answer.Content.ReadAsStringAsync()));
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        await app.StopAsync();
        await app.DisposeAsync();
        Client.Dispose();
        folder.Dispose();
    }

    internal static string[] Arguments(IEnumerable<KeyValuePair<string, string>> settings) =>
        [.. settings.Select(setting => $"--{setting.Key}={setting.Value}")];

    internal static Dictionary<string, string> DefaultSettings(string dataDirectory) =>
        new()
        {
            ["environment"] = "Development",
            ["urls"] = "http://127.0.0.1:0",
            ["Concord:DataDirectory"] = dataDirectory,
            ["ConnectionStrings:Concord"] = "",
            ["Logging:LogLevel:Default"] = "Warning",
            // A browser for every site that a test starts would slow all of them.
            ["Concord:Printing:Enabled"] = "false",
            // All clients of the tests have one address.
            ["Concord:Limits:UncachedPerMinute"] = "1000000",
        };

    private async Task StartAsync(bool isDemonstration)
    {
        // First starts have tests of their own, which run the program.
        await (isDemonstration ? PreparedData.CopyDemonstrationAsync(folder.Path) : PreparedData.CopyDatabaseAsync(folder.Path));
        if (!await HostRunner.StartAsync(app))
        {
            throw new InvalidOperationException("The site did not start; the error output says why.");
        }
    }
}
