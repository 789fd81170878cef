using Concord.Contact.Messages;
using Concord.Contact.Storage;
using Concord.Foundation;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Contact;

/// <summary>Readers write to the team, without a script, a cookie or a puzzle.</summary>
public static class ContactModule
{
    public static IServiceCollection AddContact(this IServiceCollection services)
    {
        services.AddValidatedOptions<ContactOptions>(ContactOptions.Section);
        services.AddSingleton<IModelPart, ContactModel>();
        services.AddSingleton<ContactLimit>();
        services.AddScoped<MessageStore>();
        services.AddSingleton<ICorrectionLink, CorrectionLink>();
        services.AddScoped<IWaitingWork, MessagesWaiting>();
        services.AddHostedService<DeleteOldMessages>();
        services.AddSingleton(new DeskLink("messages.title", "/messages", DeskPolicies.Release, 180));
        services.AddSingleton(provider => new SitemapPaths(
            provider.GetRequiredService<ContactOptions>().IsOpen ? ["/contact"] : []
        ));
        return services;
    }
}
