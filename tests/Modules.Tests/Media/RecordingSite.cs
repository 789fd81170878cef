using System.Net;
using AngleSharp.Html.Dom;
using Concord.Foundation.Storage;
using Concord.Media.Recordings;
using Concord.Modules.Tests.Accounts;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Media;

/// <summary>A site to which recordings are uploaded, and converted.</summary>
internal sealed class RecordingSite : IAsyncDisposable
{
    private readonly SmallPack pack = new();

    public RecordingSite() =>
        Site = new TestSite(pack.Path, settings: new Dictionary<string, string> { ["Concord:Desk:RequestsPerMinute"] = "10000" });

    public TestSite Site { get; }

    public static Task<(HttpResponseMessage Answer, IHtmlDocument Page)> UploadAsync(
        DeskVisitor visitor,
        string name,
        byte[] content
    ) => SendFileAsync(visitor, "/desk/en/recordings", "form.upload", "/desk/en/recordings", "files", name, content);

    public static async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SendFileAsync(
        DeskVisitor visitor,
        string address,
        string form,
        string action,
        string field,
        string name,
        byte[] content
    )
    {
        var (_, page) = await visitor.OpenAsync(address);
        var token = page.QuerySelector($"{form} [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(action, UriKind.Relative))
            {
                Content = new MultipartFormDataContent
                {
                    { new StringContent(token), "__RequestVerificationToken" },
                    { new ByteArrayContent(content), field, name },
                },
            }
        );
    }

    public Task<DeskVisitor> EditorAsync() => DeskVisitor.JoinedAsync(Site, "editor@example.org", ["editor"]);

    /// <summary>Uploads a file and waits until it is converted or refused.</summary>
    public async Task<(string Name, Recording Recording)> AddAsync(DeskVisitor editor, string fileName, byte[] content)
    {
        var (answer, _) = await UploadAsync(editor, fileName, content);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var name = answer.Headers.Location!.OriginalString.Split('/')[^1];
        while (true)
        {
            if (await FindAsync(name) is { State: not RecordingState.Converting } ended)
            {
                return (name, ended);
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public async Task<Recording> FindAsync(string name)
    {
        await using var scope = Site.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Set<Recording>()
            .AsNoTracking()
            .Include(recording => recording.Files)
            .SingleAsync(recording => recording.Name == name, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        pack.Dispose();
    }
}
