using Concord.Foundation.Api;
using Concord.Foundation.Languages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Progress.Api;

/// <summary><c>/api/v1/events</c> and <c>/api/v1/figures</c>: the record of progress, for machines.</summary>
internal static class ProgressApi
{
    private const string Group = "Progress";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var languages = endpoints.ServiceProvider.GetRequiredService<LanguageSet>();
        var events = new EventFilter(languages);
        endpoints.MapRead(
            "/events",
            events.Query,
            Group,
            "The dated events of the campaign against Daesh, oldest first.",
            (HttpRequest request, ListProgress list, CancellationToken cancellation) =>
                list.EventsAsync(events, request, cancellation)
        );
        var figures = new FigureFilter(languages);
        endpoints.MapRead(
            "/figures",
            figures.Query,
            Group,
            "Figures with their units, dates and sources, in the order of the site.",
            (HttpRequest request, ListProgress list, CancellationToken cancellation) =>
                list.FiguresAsync(figures, request, cancellation)
        );
    }
}
