using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Web.Pages;

/// <summary>What a reader sees instead of a page that is not there or went wrong.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
internal sealed class ErrorModel(Words words) : PageModel
{
    /// <summary>Which texts to show: those of the status, or of its kind.</summary>
    public string Key { get; private set; } = "error.500";

    public void OnGet(int code) => Show(code);

    public void OnPost(int code) => Show(code);

    /// <param name="code">As the address says; a failure has set the status of the answer itself.</param>
    private void Show(int code)
    {
        code = Response.StatusCode >= 400 ? Response.StatusCode : code;
        if (code == StatusCodes.Status503ServiceUnavailable)
        {
            Response.Headers.RetryAfter = "30";
        }

        Key =
            words.Has($"error.{code}.title") ? $"error.{code}"
            : code < 500 ? "error.400"
            : "error.500";
        new PageHead
        {
            Title = words[$"{Key}.title"],
            Description = words[$"{Key}.text"],
            Path = "",
            IsHidden = true,
        }.PutInto(ViewData);
    }
}
