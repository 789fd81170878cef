using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Concord.Composition;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Storage.Postgres;
using Concord.Storage.Sqlite;
using Concord.Web.Desk;
using Concord.Web.Serving;
using Concord.Web.Serving.Cache;
using Concord.Web.Serving.Description;
using Microsoft.Extensions.WebEncoders;

namespace Concord.Web;

/// <summary>Puts the site together.</summary>
internal static class SiteHost
{
    /// <param name="args">Settings, as on the command line.</param>
    /// <param name="configure">Services that take the place of others.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = DemoAccounts.Expand(args),
                ApplicationName = typeof(SiteHost).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        DefaultAddress.Apply(builder);

        var services = builder.Services;
        var storage = StorageSettings.From(builder.Configuration);
        services.AddConcordDb(storage, SqliteStorage.Instance, PostgresStorage.Instance);
        services.AddLanguages(builder.Configuration);
        services.AddModules();
        services.AddKeyProtection(builder.Configuration);
        services.AddSite();
        services.AddDesk();
        services.AddRazorPages();
        services.AddProblemDetails();
        services.AddApiDescription();
        services.AddHealth();
        services.AddTelemetry(services.AddValidatedOptions<TelemetryOptions>(builder.Configuration, TelemetryOptions.Section));
        services.AddCompression();
        services.AddResponseCache(services.AddValidatedOptions<CacheOptions>(builder.Configuration, CacheOptions.Section));

        // The default encoder writes Arabic as numeric entities, three times as long.
        services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );

        // JSON is never embedded in a page and is sent with nosniff, so nothing in it needs escaping for HTML.
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        configure?.Invoke(services);
        return builder.Build();
    }
}
