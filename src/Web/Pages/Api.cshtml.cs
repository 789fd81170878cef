using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Web.Serving.Description;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OpenApi;

namespace Concord.Web.Pages;

/// <summary>The page for developers: the feeds, and the read API as its OpenAPI document describes it.</summary>
[CachedResponse]
internal sealed class ApiModel([FromKeyedServices(ApiDescription.Name)] IOpenApiDocumentProvider description, Localizer localizer)
    : PageModel
{
    public ApiReference Reference { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Reference = ApiReference.Of(await description.GetOpenApiDocumentAsync(cancellation));
        new PageHead
        {
            Title = localizer["api.title"],
            Description = localizer["api.lead"],
            Path = "/api",
            Section = "api",
        }.PutInto(ViewData);
    }
}
