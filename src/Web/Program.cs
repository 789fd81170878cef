using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Concord.Composition;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Storage.Postgres;
using Concord.Storage.Sqlite;
using Concord.Web.Serving;
using Concord.Web.Serving.Cache;
using Concord.Web.Serving.Description;
using Microsoft.Extensions.WebEncoders;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
DefaultAddress.Apply(builder);

var services = builder.Services;
var storage = StorageSettings.From(builder.Configuration);
services.AddConcordDb(storage, SqliteStorage.Instance, PostgresStorage.Instance);
services.AddLanguages(builder.Configuration);
services.AddModules();
services.AddValidatedOptions<SiteOptions>(SiteOptions.Section);
services.AddSingleton(SiteAddress.From(builder.Configuration));
services.AddSingleton<SiteStyle>();
services.AddSingleton<Masthead>();
services.AddRazorPages();
services.AddProblemDetails();
services.AddApiDescription();
services.AddHealth();
services.AddHostedService<CheckpointPublisher>();
services.AddTelemetry(builder.Configuration);
services.Configure<HostOptions>(options => options.ShutdownTimeout = Shutdown.TimeoutOf(builder.Configuration));
services.AddCompression();
services.AddResponseCache(services.AddValidatedOptions<CacheOptions>(builder.Configuration, CacheOptions.Section));

// The default encoder writes Arabic as numeric entities, three times as long.
services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

// JSON is never embedded in a page and is sent with nosniff, so nothing in it needs escaping for HTML.
services.ConfigureHttpJsonOptions(options =>
{
    options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
});

var app = builder.Build();

// The slowest part of a first start; it runs while the rest of the application is built.
var first = Task.Run(() => Startup.PrepareAsync(app.Services, app.Lifetime.ApplicationStopping));
app.UseRouting();
app.UseMiddleware<SecurityHeaders>();

app.UseAuthentication();
app.UseAuthorization();
app.UseResponseCache();
app.UseExceptionHandler(ExceptionHandling.Options);
app.UseStatusCodePagesWithReExecute("/error/{0}");
app.UseMiddleware<AllowedMethods>();
app.UseStaticFiles(StaticFiles.Options);
app.MapRazorPages();
app.MapModules();
app.MapHealth();
CheckpointPublisher.Map(app);
app.MapSitemaps();
app.MapSharePicture();
app.MapApiDescription();
app.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], LanguageRedirect.Open);
app.MapFallback("/api/{**rest}", () => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound))
    .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));

return await first ? await HostRunner.ServeAsync(app) : 1;
