using Concord.Foundation;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Mail.Sending;
using Concord.Newsletters.Deliveries;
using Concord.Newsletters.Issues;
using Concord.Newsletters.Pages.Newsletter;
using Concord.Newsletters.Reports;
using Concord.Newsletters.Storage;
using Concord.Newsletters.Subscribers;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Newsletters;

/// <summary>News by mail for readers who asked for it.</summary>
public static class NewslettersModule
{
    public static IServiceCollection AddNewsletters(this IServiceCollection services)
    {
        services.AddValidatedOptions<NewslettersOptions>(NewslettersOptions.Section);
        services.AddSingleton<IModelPart, NewslettersModel>();
        services.AddSingleton<NewslettersLink>();
        services.AddSingleton<SubscriberAddresses>();
        services.AddSingleton<SubscriberLinks>();
        services.AddSingleton<SignUpLimit>();
        services.AddScoped<SubscriberStore>();
        services.AddScoped<SubscriptionChoices>();
        services.AddScoped<ComposeIssues>();
        services.AddScoped<FillIssues>();
        services.AddSingleton<NewsletterMessages>();
        services.AddSingleton<DomainPace>();
        services.AddScoped<DeliveryQueue>();
        services.AddScoped(provider => new NewsletterOverview(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<DeliveryQueue>(),
            provider.GetRequiredService<SubscriberStore>(),
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddScoped<IWaitingWork, UnknownDeliveries>();
        services.AddSingleton(new DeskLink("newsletters.title", "/newsletters", DeskPolicies.Release, 185));
        services.AddScoped<SendDeliveries>();
        services.AddHostedService<NewsletterWorker>();
        services.AddScoped(provider => new ApplyReport(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<DeliveryQueue>(),
            provider.GetRequiredService<SubscriberAddresses>(),
            provider.GetRequiredService<SubscriberStore>()
        ));
        services.AddHostedService<ReportWorker>();
        services.AddSingleton(provider => new SitemapPaths(
            provider.GetRequiredService<NewslettersLink>().IsShown ? ["/newsletter"] : []
        ));
        return services;
    }
}

/// <summary>Whether readers can subscribe: for the links of the public pages.</summary>
public sealed class NewslettersLink(NewslettersOptions options, MailSender sender)
{
    public bool IsShown => options.IsOpen && sender.IsConfigured;
}

/// <summary>How many sign-ups one network may send.</summary>
internal sealed class SignUpLimit(NewslettersOptions options, ClientKeys keys)
    : NetworkLimit(options.PerNetwork, TimeSpan.FromMinutes(10), keys);
