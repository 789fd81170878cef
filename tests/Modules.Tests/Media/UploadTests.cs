using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Concord.Foundation.Storage;
using Concord.Media.Uploads;
using Concord.Modules.Tests.Accounts;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Concord.Modules.Tests.Media;

/// <summary>Files that arrive in parts, by the protocol tus 1.0.0.</summary>
public sealed class UploadTests : IAsyncDisposable
{
    private const string Uploads = "/desk/en/media/uploads";

    private readonly SmallPack pack = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly TestSite site;

    public UploadTests() =>
        site = new TestSite(
            pack.Path,
            clock,
            new Dictionary<string, string>
            {
                ["Concord:Desk:RequestsPerMinute"] = "10000",
                ["Concord:SiteDate"] = "",
                ["Concord:Recordings:Converting"] = "false",
            }
        );

    [Fact]
    public async Task An_upload_goes_on_where_it_broke_and_becomes_a_picture_once()
    {
        var editor = await EditorAsync();
        var content = SamplePhotograph.Scene(3, ".png", 1200, 900);
        var upload = await BeginAsync(editor, content.Length, "phone.png");
        (await AppendAsync(editor, upload, 0, content[..1000])).ShouldBe((HttpStatusCode.NoContent, 1000));

        // Sent again, as after an answer that was lost.
        (await AppendAsync(editor, upload, 0, content[..1000])).Status.ShouldBe(HttpStatusCode.Conflict);
        (await FinishAsync(editor, upload)).Status.ShouldBe(HttpStatusCode.Conflict);
        (await StateAsync(editor, upload)).ShouldBe((HttpStatusCode.OK, 1000));
        (await AppendAsync(editor, upload, 1000, [.. content[1000..], 0])).Status.ShouldBe(HttpStatusCode.Conflict);
        (await AppendAsync(editor, upload, 1000, content[1000..])).ShouldBe((HttpStatusCode.NoContent, content.Length));

        var (status, answer) = await FinishAsync(editor, upload);

        status.ShouldBe(HttpStatusCode.OK);
        var picture = answer.GetProperty("picture");
        picture.GetProperty("width").GetInt32().ShouldBe(1200);
        var name = picture.GetProperty("name").GetString()!;
        (await FinishAsync(editor, upload)).Answer.GetProperty("picture").GetProperty("name").GetString().ShouldBe(name);
        (
            await editor.OpenAsync(picture.GetProperty("address").GetString()!)
        ).Answer.Content.Headers.ContentType!.MediaType.ShouldBe("image/webp");
        (await editor.OpenAsync($"/desk/en/media/{name}")).Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_refused_is_named_and_nothing_of_it_is_kept()
    {
        var editor = await EditorAsync();
        var upload = await BeginAsync(editor, 5, "note.txt");
        (await AppendAsync(editor, upload, 0, "hello"u8.ToArray())).Status.ShouldBe(HttpStatusCode.NoContent);

        var (status, answer) = await FinishAsync(editor, upload);

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.GetProperty("error").GetString()!.ShouldContain("not a picture");
        (await StateAsync(editor, upload)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_picture_of_the_size_of_a_film_is_refused_before_it_is_read()
    {
        var editor = await EditorAsync();
        var content = new byte[(32 << 20) + 1];
        var upload = await BeginAsync(editor, content.Length, "a.png");
        (await AppendAsync(editor, upload, 0, content)).ShouldBe((HttpStatusCode.NoContent, content.Length));

        var (status, answer) = await FinishAsync(editor, upload);

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        answer.GetProperty("error").GetString()!.ShouldContain("32");
        (await StateAsync(editor, upload)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_upload_of_which_something_was_made_gives_its_content_to_nothing_else()
    {
        var editor = await EditorAsync();
        var content = "RIFF0000WAVEfmt "u8.ToArray();
        var upload = await BeginAsync(editor, content.Length, "a.wav");
        await AppendAsync(editor, upload, 0, content);
        var (status, answer) = await FinishAsync(editor, upload, "recording");
        (status, answer.GetProperty("isPresent").GetBoolean()).ShouldBe((HttpStatusCode.OK, false));

        await FinishAsync(editor, upload, "file");
        (await SendAsync(editor, HttpMethod.Delete, upload)).Answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await using var scope = site.Services.CreateAsyncScope();
        var parts = scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<UploadPart>();
        (await parts.CountAsync(TestContext.Current.CancellationToken)).ShouldBe(1, "it is not converted yet");
        (await FinishAsync(editor, upload, "recording"))
            .Answer.GetProperty("file")
            .GetProperty("name")
            .GetString()
            .ShouldBe(answer.GetProperty("file").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Nobody_else_sees_continues_or_drops_an_upload()
    {
        var editor = await EditorAsync();
        var upload = await BeginAsync(editor, 5, "a.png");
        var other = await DeskVisitor.JoinedAsync(site, "other@example.org", ["editor"], clock);

        (await StateAsync(other, upload)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await AppendAsync(other, upload, 0, "hello"u8.ToArray())).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync(other, HttpMethod.Delete, upload)).Answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await FinishAsync(other, upload)).Status.ShouldBe(HttpStatusCode.NotFound);

        (await StateAsync(editor, upload)).ShouldBe((HttpStatusCode.OK, 0));
        (await SendAsync(editor, HttpMethod.Delete, upload)).Answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await StateAsync(editor, upload)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("-1", HttpStatusCode.BadRequest)]
    [InlineData("0", HttpStatusCode.BadRequest)]
    [InlineData("99999999999999999999", HttpStatusCode.BadRequest)]
    [InlineData("1073741825", HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_length_that_cannot_be_taken_is_refused(string length, HttpStatusCode expected)
    {
        var editor = await EditorAsync();

        var (answer, _) = await SendAsync(editor, HttpMethod.Post, Uploads, ("Upload-Length", length));

        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Requests_without_the_protocol_or_the_token_are_refused()
    {
        var editor = await EditorAsync();

        var (old, _) = await SendAsync(editor, HttpMethod.Post, Uploads, ("Upload-Length", "5"), ("Tus-Resumable", "0.2.2"));
        old.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        old.Headers.GetValues("Tus-Version").Single().ShouldBe("1.0.0");
        var (forged, _) = await SendAsync(
            editor,
            HttpMethod.Post,
            Uploads,
            ("Upload-Length", "5"),
            ("RequestVerificationToken", "none")
        );
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var upload = await BeginAsync(editor, 5, "not base64: \u0001");
        var (wrong, _) = await SendAsync(editor, HttpMethod.Patch, upload, ("Upload-Offset", "0"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Unfinished_uploads_are_limited_and_expire_after_a_day()
    {
        var editor = await EditorAsync();
        const int Most = 1 << 30;
        var first = await BeginAsync(editor, Most, "a.png");
        for (var count = 1; count < UploadStore.MaxUnfinished / Most; count++)
        {
            await BeginAsync(editor, Most, "a.png");
        }

        (await SendAsync(editor, HttpMethod.Post, Uploads, ("Upload-Length", "1"))).Answer.StatusCode.ShouldBe(
            HttpStatusCode.TooManyRequests
        );

        clock.Advance(TimeSpan.FromHours(25));
        await editor.SignInAsync("editor@example.org");
        await BeginAsync(editor, 5, "a.png");
        (await StateAsync(editor, first)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        pack.Dispose();
    }

    private Task<DeskVisitor> EditorAsync() => DeskVisitor.JoinedAsync(site, "editor@example.org", ["editor"], clock);

    private static async Task<string> BeginAsync(DeskVisitor visitor, long length, string fileName)
    {
        var name = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(fileName));
        var (answer, _) = await SendAsync(
            visitor,
            HttpMethod.Post,
            Uploads,
            ("Upload-Length", $"{length}"),
            ("Upload-Metadata", $"filename {name},other")
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<(HttpStatusCode Status, long Offset)> AppendAsync(
        DeskVisitor visitor,
        string upload,
        long offset,
        byte[] content
    )
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        var (answer, _) = await SendAsync(visitor, HttpMethod.Patch, upload, body, ("Upload-Offset", $"{offset}"));
        return (answer.StatusCode, OffsetOf(answer));
    }

    private static async Task<(HttpStatusCode Status, long Offset)> StateAsync(DeskVisitor visitor, string upload)
    {
        var (answer, _) = await SendAsync(visitor, HttpMethod.Head, upload);
        return (answer.StatusCode, OffsetOf(answer));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Answer)> FinishAsync(
        DeskVisitor visitor,
        string upload,
        string make = "picture"
    )
    {
        var (answer, _) = await SendAsync(visitor, HttpMethod.Post, $"{upload}/{make}");
        var text = await answer.Content.ReadAsStringAsync();
        return (
            answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType == "application/json" ? JsonElement.Parse(text) : default
        );
    }

    private static long OffsetOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Upload-Offset", out var values)
            ? long.Parse(values.Single(), System.Globalization.CultureInfo.InvariantCulture)
            : -1;

    private static Task<(HttpResponseMessage Answer, AngleSharp.Html.Dom.IHtmlDocument Page)> SendAsync(
        DeskVisitor visitor,
        HttpMethod method,
        string path,
        params (string Name, string Value)[] headers
    ) => SendAsync(visitor, method, path, content: null, headers);

    private static async Task<(HttpResponseMessage Answer, AngleSharp.Html.Dom.IHtmlDocument Page)> SendAsync(
        DeskVisitor visitor,
        HttpMethod method,
        string path,
        HttpContent? content,
        params (string Name, string Value)[] headers
    )
    {
        var (_, page) = await visitor.OpenAsync("/desk/en/media");
        var token = page.QuerySelector("[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "none";
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        (string Name, string Value)[] usual = [("Tus-Resumable", "1.0.0"), ("RequestVerificationToken", token)];
        foreach (var (name, value) in usual.Where(pair => !headers.Any(own => own.Name == pair.Name)).Concat(headers))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await visitor.SendAsync(request);
    }
}
