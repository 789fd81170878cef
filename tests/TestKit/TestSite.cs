using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concord.TestKit;

/// <summary>The whole site on its own port, with its own database and the demonstration content.</summary>
public sealed class TestSite : WebApplicationFactory<Program>
{
    private readonly TemporaryFolder folder = new();
    private readonly HtmlParser parser = new();
    private readonly string? content;
    private readonly TimeProvider? time;
    private readonly IReadOnlyDictionary<string, string> settings;
    private readonly Action<IServiceCollection>? configure;

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
        this.configure = configure;
        (this.content, this.time, this.settings) = (content, time, settings ?? new Dictionary<string, string>());
        // To migrate is half of the work of a start; tests of starts run the program itself.
        MigratedDatabases.CopyToAsync(folder.Path).GetAwaiter().GetResult();
        UseKestrel(0);
        StartServer();
        Address = ClientOptions.BaseAddress;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Address,
        };
    }

    public TestSite()
        : this(content: null) { }

    public Uri Address { get; }

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

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Concord:DataDirectory", folder.Path);
        builder.UseSetting("ConnectionStrings:Concord", "");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        // A browser for every site that a test starts would slow all of them.
        builder.UseSetting("Concord:Printing:Enabled", "false");
        // All clients of the tests have one address.
        builder.UseSetting("Concord:Limits:UncachedPerMinute", "1000000");
        if (content is not null || time is not null)
        {
            // Only the demonstration stands on a fixed day.
            builder.UseSetting("Concord:SiteDate", "");
        }

        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        if (content is not null)
        {
            builder.UseSetting("Concord:ContentDirectory", content);
        }

        if (configure is not null)
        {
            builder.ConfigureServices(configure);
        }

        if (time is not null)
        {
            builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton(time)));
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            Client?.Dispose();
            folder.Dispose();
        }
    }
}
