using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Concord.Accounts;
using Concord.Accounts.SignIn;
using Concord.Foundation;
using Concord.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Accounts;

/// <summary>A browser without scripts in the workspace: keeps cookies, follows no redirect, sends forms as they stand.</summary>
internal sealed class DeskVisitor(HttpClient client, TimeProvider? time = null)
{
    public const string Password = "correct horse battery";

    private readonly Dictionary<string, string> cookies = [];
    private string? key;
    private string opened = "";

    public DeskVisitor(TestSite site, TimeProvider? time = null)
        : this(site.Client, time) { }

    /// <summary>Sent as <c>X-Forwarded-For</c>; null sends none.</summary>
    public string? Network { get; init; }

    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public string Cookies => string.Join("; ", cookies.Select(pair => $"{pair.Key}={pair.Value}"));

    /// <summary>The present code of the person's authenticator app.</summary>
    public string Code => CodeIn(TimeSpan.Zero);

    private TimeProvider Time => time ?? TimeProvider.System;

    /// <summary>Invites a person with roles, who sets a password and is signed in.</summary>
    public static async Task<DeskVisitor> JoinedAsync(TestSite site, string name, string[] roles, TimeProvider? time = null)
    {
        var visitor = new DeskVisitor(site, time);
        await visitor.JoinAsync(await InviteAsync(site, name, roles));
        return visitor;
    }

    /// <returns>The path of the link.</returns>
    public static async Task<string> InviteAsync(TestSite site, string name, params string[] roles)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var grants = roles.Select(role => RoleGrant.TryParse(role, out var grant) ? grant : throw new FormatException(role));
        var result = await scope
            .ServiceProvider.GetRequiredService<InvitePerson>()
            .RunAsync(new Invitation(name, null, [.. grants]), Actor.System("test"), default);
        return FirstAdministrator.JoinPath("en", result.Token!);
    }

    public async Task JoinAsync(string path)
    {
        var (_, form) = await OpenAsync(path);
        var (answer, page) = await SetPasswordAsync(form);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        RecoveryCodes = [.. page.QuerySelectorAll(".codes code").Select(code => code.TextContent)];
    }

    /// <summary>Sends the form that sets a password and an authenticator app.</summary>
    public async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SetPasswordAsync(
        IHtmlDocument page,
        string password = Password,
        string? code = null
    )
    {
        var typed = page.QuerySelector(".qr code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var former = key;
        key = typed;
        code ??= Code;
        var (answer, shown) = await SubmitAsync(
            page,
            "form[action*='handler=Password']:has([name=pendingKey])",
            ("password", password),
            ("code", code)
        );
        key = shown.QuerySelector(".codes") is null ? former : typed;
        return (answer, shown);
    }

    public async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SignInAsync(
        string name,
        string? code = null,
        string password = Password,
        string query = ""
    )
    {
        var (_, page) = await OpenAsync($"/desk/en/sign-in{query}");
        return await SubmitAsync(
            page,
            "form:has(#name)",
            ("name", name),
            ("password", password),
            // A code is accepted once, so each sign-in takes that of the next step.
            ("code", code ?? CodeIn(TimeSpan.FromSeconds(30)))
        );
    }

    public string CodeIn(TimeSpan later) =>
        OneTimeCodes.CodeAt(OneTimeCodes.FromBase32(key!), (Time.GetUtcNow() + later).ToUnixTimeSeconds() / 30);

    public async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> OpenAsync(string path)
    {
        opened = path;
        return await SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)));
    }

    /// <summary>Opens a page and sends the form on it.</summary>
    public async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SubmitAsync(
        string path,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        var (answer, page) = await OpenAsync(path);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, path);
        return await SubmitAsync(page, form, fields);
    }

    /// <summary>Sends a form with the values it has, changed and completed by <paramref name="fields"/>.</summary>
    public async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SubmitAsync(
        IHtmlDocument page,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        var element = (IHtmlFormElement)(page.QuerySelector(form) ?? throw new InvalidOperationException($"No {form}."));
        var values = element
            .QuerySelectorAll("input[name]:not([type=checkbox],[type=radio]),input[name][checked],select[name],textarea[name]")
            .Select(field => (Name: field.GetAttribute("name")!, Value: ValueOf(field)))
            .Where(pair => fields.All(own => own.Name != pair.Name))
            .Concat(fields)
            .Select(pair => KeyValuePair.Create(pair.Name, pair.Value));
        return await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(element.GetAttribute("action") ?? opened, UriKind.Relative))
            {
                Content = new FormUrlEncodedContent(values),
            }
        );
    }

    public async Task<(HttpResponseMessage Answer, IHtmlDocument Page)> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            if (cookies.Count > 0)
            {
                request.Headers.Add("Cookie", Cookies);
            }

            if (Network is not null)
            {
                request.Headers.Add("X-Forwarded-For", Network);
            }

            var answer = await client.SendAsync(request);
            Keep(answer);
            var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
            return (answer, page);
        }
    }

    private static string ValueOf(IElement field) =>
        field is IHtmlSelectElement select ? select.Value ?? ""
        : field is IHtmlTextAreaElement area ? area.TextContent
        : field.GetAttribute("value") ?? "";

    private void Keep(HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var sent))
        {
            return;
        }

        foreach (var cookie in sent)
        {
            var parts = cookie.Split(';')[0].Split('=', 2);
            var isDeleted = cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal);
            if (isDeleted)
            {
                cookies.Remove(parts[0]);
            }
            else
            {
                cookies[parts[0]] = parts[1];
            }
        }
    }
}
