using Concord.Foundation.Packs;
using Concord.Foundation.Pages;
using Concord.Members;
using Concord.Newsroom;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Composition;

/// <summary>The list of modules: explicit, no scanning.</summary>
public static class ConcordModules
{
    public static IServiceCollection AddModules(this IServiceCollection services)
    {
        services.AddScoped<ImportContent>();
        services.AddScoped<PageSections>();
        return services.AddMembers().AddNewsroom();
    }

    public static void MapModules(this IEndpointRouteBuilder endpoints) => endpoints.MapMembers();
}
