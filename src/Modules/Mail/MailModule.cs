using Concord.Foundation;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Mail.Digest;
using Concord.Mail.Reports;
using Concord.Mail.Sending;
using Concord.Mail.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Mail;

/// <summary>Mail to the people of the workspace.</summary>
public static class MailModule
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, MailModel>();
        services.AddValidatedOptions<MailOptions>(MailOptions.Section);
        services.AddSingleton<DkimSignatures>();
        services.AddSingleton<MessageWriter>();
        services.AddSingleton(provider => new MailSender(
            provider.GetRequiredService<MailOptions>(),
            provider.GetRequiredService<SiteAddress>(),
            provider.GetRequiredService<MessageWriter>()
        ));
        services.AddSingleton(provider => new ReportMailbox(provider.GetRequiredService<MailOptions>()));
        services.AddSingleton<DigestLinks>();
        services.AddSingleton<DigestMessages>();
        services.AddScoped<DigestSettings>();
        services.AddScoped<SendDigests>();
        services.AddHostedService<DigestWorker>();
        return services;
    }
}
