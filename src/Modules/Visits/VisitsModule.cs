using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Visits.Counting;
using Concord.Visits.Endpoints;
using Concord.Visits.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Visits;

/// <summary>How often pages are opened: counted only where the operator turns it on and the reader agrees.</summary>
public static class VisitsModule
{
    public static IServiceCollection AddVisits(this IServiceCollection services)
    {
        services.AddValidatedOptions<VisitsOptions>(VisitsOptions.Section);
        services.AddSingleton<IModelPart, VisitsModel>();
        services.AddSingleton<VisitCounter>();
        services.AddHostedService<VisitCountWriter>();
        services.AddScoped(provider => new VisitStatistics(provider.GetRequiredService<ConcordDb>()));
        services.AddScoped<ITextToken, VisitsToken>();
        return services;
    }

    public static void MapVisits(this IEndpointRouteBuilder endpoints) => VisitsEndpoint.Map(endpoints);
}
