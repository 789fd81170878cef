using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Concord.Foundation.Languages;

/// <summary>The route constraint <c>lang</c>: a code of the site's languages, in lower case.</summary>
public sealed class LanguageRouteConstraint(LanguageSet languages) : IRouteConstraint
{
    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) => values.TryGetValue(routeKey, out var value) && languages.Find(value as string) is not null;
}
