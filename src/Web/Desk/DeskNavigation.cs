using System.Security.Claims;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Microsoft.AspNetCore.Authorization;

namespace Concord.Web.Desk;

/// <summary>The links beside every page of the workspace.</summary>
internal sealed class DeskNavigation(IEnumerable<DeskLink> links, IAuthorizationService authorization)
{
    /// <summary>Those that lead to pages the person may open.</summary>
    public async Task<IReadOnlyList<DeskLink>> LinksForAsync(ClaimsPrincipal person)
    {
        var allowed = new List<DeskLink>();
        foreach (var link in links.OrderBy(link => link.Order))
        {
            if ((await authorization.AuthorizeAsync(person, link.Policy)).Succeeded)
            {
                allowed.Add(link);
            }
        }

        return allowed;
    }

    /// <summary>The same page in another language.</summary>
    public static string AddressIn(Language language, HttpRequest request)
    {
        var parts = request.Path.ToString().Split('/', 4);
        var rest = parts.Length == 4 ? $"/{parts[3]}" : "";
        return $"{DeskPipeline.Path}/{language.Code}{rest}{request.QueryString}";
    }

    /// <returns>A value of <c>aria-current</c>; null for a page elsewhere.</returns>
    public static string? CurrentOf(string address, HttpRequest request) =>
        request.Path == address ? "page"
        : request.Path.StartsWithSegments(address, StringComparison.Ordinal) && address.Count(sign => sign == '/') > 2 ? "true"
        : null;
}
