using Concord.ActivityPub.Actors;
using Concord.ActivityPub.Deliveries;
using Concord.ActivityPub.Endpoints;
using Concord.ActivityPub.Followers;
using Concord.ActivityPub.Inbox;
using Concord.ActivityPub.Notes;
using Concord.ActivityPub.Storage;
using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.ActivityPub;

/// <summary>The site's own accounts in the fediverse: people on Mastodon and other servers follow its news in their language.</summary>
public static class ActivityPubModule
{
    public static IServiceCollection AddActivityPub(this IServiceCollection services)
    {
        services.AddValidatedOptions<ActivityPubOptions>(ActivityPubOptions.Section);
        services.AddSingleton<IModelPart, ActivityPubModel>();
        services.AddSingleton<LocalActors>();
        services.AddSingleton(provider => new ActivityPubLinks(provider.GetRequiredService<LocalActors>()));
        services.AddSingleton<ActorKeys>();
        services.AddSingleton<RemoteActors>();
        services.AddSingleton<VerifyRequest>();
        services.AddSingleton<InboxLimit>();
        services.AddSingleton<NoteJson>();
        services.AddScoped<FollowerStore>();
        services.AddScoped<TakeActivity>();
        services.AddScoped<NotePictures>();
        services.AddScoped<NoteReader>();
        services.AddScoped<PublishNotes>();
        services.AddScoped<DeliverActivities>();
        services.AddScoped<FollowerNumbers>();
        services.AddSingleton(new DeskLink("activitypub.title", "/fediverse", DeskPolicies.Release, 187));
        services.AddHostedService<ActivityPubWorker>();
        return services;
    }

    public static void MapActivityPub(this IEndpointRouteBuilder endpoints)
    {
        ActorEndpoints.Map(endpoints);
        DiscoveryEndpoints.Map(endpoints);
        InboxEndpoints.Map(endpoints);
    }
}

/// <summary>The handles of the accounts, for the links of the public pages.</summary>
public sealed class ActivityPubLinks
{
    private readonly LocalActors actors;

    internal ActivityPubLinks(LocalActors actors) => this.actors = actors;

    /// <returns>The handle in a language, <c>@news_en@example.org</c>, and the address of the account; null where there is none.</returns>
    public (string Handle, string Path)? Of(Language language) =>
        actors.TryFind(language.Code, out var actor) ? (actor.Handle, $"{LocalActor.Root}/{language.Code}") : null;
}
