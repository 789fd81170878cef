namespace Concord.Web.Serving;

/// <summary>http://localhost:5080, unless an address is configured in any of the ways the framework supports.</summary>
internal static class DefaultAddress
{
    private static readonly string[] Settings = ["urls", "http_ports", "https_ports"];

    public static void Apply(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (
            Settings.All(name => string.IsNullOrEmpty(configuration[name]))
            && !configuration.GetSection("Kestrel:Endpoints").Exists()
        )
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }
    }
}
