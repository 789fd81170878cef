using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Search;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Web.Pages;

/// <summary>The page for errors, including 404.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class ErrorModel(SuggestedPages nearest, SiteAddress site, Localizer localizer) : PageModel
{
    /// <summary>Which texts to show: those of the status code, or of its class.</summary>
    public string Key { get; private set; } = "error.500";

    /// <summary>The absolute address that was requested, without its query, which may have words of the reader.</summary>
    public string Requested { get; private set; } = "";

    /// <summary>The words of the requested address, offered as a search.</summary>
    public string Suggested { get; private set; } = "";

    /// <summary>Pages with a similar address.</summary>
    public IReadOnlyList<SuggestedPage> Nearest { get; private set; } = [];

    /// <summary>Any method: the page replaces the response of whatever was requested.</summary>
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var isStandingIn =
            HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || HttpContext.Features.Get<IExceptionHandlerFeature>() is not null;
        if (!isStandingIn)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
        }

        Show(Response.StatusCode);
    }

    private void Show(int code)
    {
        var path = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath;
        Suggested = WordsOf(path);
        Requested = site.Of(Request, path ?? Request.Path);
        if (code == StatusCodes.Status503ServiceUnavailable)
        {
            Response.Headers.RetryAfter = "30";
        }

        Nearest = code is 404 or 410 && Suggested.Length > 0 ? nearest.Find(Suggested, localizer.Language) : [];
        Key =
            localizer.Has($"error.{code}.title") ? $"error.{code}"
            : code < 500 ? "error.400"
            : "error.500";
        new PageHead
        {
            Title = localizer[$"{Key}.title"],
            Description = localizer[$"{Key}.text"],
            Path = "",
            IsHidden = true,
        }.PutInto(ViewData);
    }

    private static string WordsOf(string? path)
    {
        var last = (path ?? "").TrimEnd('/').Split('/')[^1];
        var words = new string([.. last.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ')]);
        return words.Length is > 2 and <= 100 ? string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : "";
    }
}
