using System.Text.Json;

namespace Concord.Bench.Pages;

/// <summary>A recorded response, served by one endpoint of the smallest ASP.NET Core program.</summary>
internal static class Bare
{
    public static async Task<int> ServeAsync(string address, string recorded)
    {
        var answer = JsonSerializer.Deserialize<Recorded>(await File.ReadAllTextAsync(recorded))!;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        var app = builder.Build();
        app.MapGet(
            "/",
            async (HttpContext http) =>
            {
                foreach (var (name, value) in answer.Headers)
                {
                    http.Response.Headers[name] = value;
                }

                http.Response.ContentLength = answer.Body.Length;
                await http.Response.BodyWriter.WriteAsync(answer.Body);
            }
        );
        await app.RunAsync();
        return 0;
    }
}

/// <param name="Body">As received, compressed.</param>
internal sealed record Recorded(Dictionary<string, string> Headers, byte[] Body);
