using System.Net;
using System.Text;
using Concord.Foundation;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Concord.Newsroom.WordPress;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Newsroom.WordPress;

/// <summary>A site into which exports are imported.</summary>
internal sealed class ImportedSite : IAsyncDisposable
{
    public static readonly Actor Actor = Actor.Command("test");

    public TestSite Site { get; } = new();

    public Task<WordPressReport> RunAsync(SampleExport export, WordPressOptions? options = null) =>
        RunAsync(Encoding.UTF8.GetBytes(export.ToXml()), options);

    public async Task<WordPressReport> RunAsync(byte[] export, WordPressOptions? options = null) =>
        await Site
            .Services.GetRequiredService<ImportWordPress>()
            .RunAsync(() => new MemoryStream(export), options ?? new WordPressOptions(), Actor, progress: null, default);

    public async Task<(int Documents, int Items, long Events)> CountAsync()
    {
        await using var scope = Site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        return (
            await db.Set<Document>().CountAsync(),
            await db.Set<WordPressItem>().CountAsync(),
            await db.Set<JournalEntry>().CountAsync()
        );
    }

    /// <returns>Where a path of the old site leads by a permanent redirect; null where it does not.</returns>
    public async Task<string?> LeadsToAsync(string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await client.GetAsync(new Uri(Site.Address, path));
        return answer.StatusCode == HttpStatusCode.PermanentRedirect ? answer.Headers.Location!.OriginalString : null;
    }

    public async ValueTask DisposeAsync() => await Site.DisposeAsync();
}
