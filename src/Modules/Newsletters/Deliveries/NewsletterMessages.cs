using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Text;
using Concord.Mail.Sending;
using Concord.Newsletters.Issues;
using Concord.Newsletters.Subscribers;

namespace Concord.Newsletters.Deliveries;

/// <summary>Writes newsletters and the messages about a subscription. Nothing in them is loaded, and no link is counted.</summary>
internal sealed class NewsletterMessages(
    LanguageSet languages,
    SiteAddress site,
    SubscriberLinks links,
    NewslettersOptions options
)
{
    /// <param name="documents">Those of the issue that the reader wants and that can still be read; oldest first.</param>
    public OutgoingMail Issue(
        Issue issue,
        IReadOnlyList<PublishedDocument> documents,
        Subscriber subscriber,
        string address,
        string mark
    )
    {
        var localizer = LocalizerOf(issue.Language);
        var day = localizer.Date(DateOnly.FromDateTime(issue.CreatedAt));
        var newest = documents[^1];
        var rhythm = issue.Rhythm.ToString().ToLowerInvariant();
        var body = new MailBody(localizer) { Preview = newest.Summary };
        body.Masthead(issue.Rhythm == Rhythm.AtOnce ? day : localizer.Fill($"newsletter.head.{rhythm}", ("date", day)));
        foreach (var document in documents.Reverse())
        {
            body.Story(
                $"{localizer[$"kind.{document.Kind}"]} · {localizer.Date(DateOnly.FromDateTime(document.PublishedAt))}",
                document.Title,
                document.SummaryOf is { } issuer
                    ? $"{document.Summary} {localizer.Fill("newsletter.summary-of", ("issuer", issuer))}"
                    : document.Summary,
                localizer["newsletter.read"],
                $"{site.Public}{document.Path}"
            );
        }

        body.Notes(
            (localizer[$"newsletter.why.{rhythm}"], null),
            (localizer["newsletter.preferences.link"], links.Preferences(subscriber)),
            (localizer["newsletter.stop.link"], links.Stop(subscriber))
        );
        var subject =
            issue.Rhythm == Rhythm.AtOnce ? newest.Title
            : documents.Count == 1 ? newest.Title
            : localizer.Count("newsletter.subject.more", documents.Count - 1, ("title", newest.Title));
        return Message(localizer, address, subject, body, subscriber, mark) with
        {
            List = $"newsletter-{rhythm}.{localizer.Language.Code}",
            StopAddress = links.Stop(subscriber),
        };
    }

    /// <summary>Asks the owner of an address whether it was they who asked.</summary>
    public OutgoingMail Confirmation(Subscriber subscriber, string address, string mark)
    {
        var localizer = LocalizerOf(subscriber.Language);
        var body = new MailBody(localizer)
            .Masthead(localizer["newsletter.title"])
            .Paragraph(localizer["newsletter.confirm.mail.text"])
            .Link(localizer["newsletter.confirm.mail.link"], links.Confirm(subscriber))
            .Notes((localizer.Count("newsletter.confirm.mail.ignore", options.ConfirmDays), null));
        return Message(localizer, address, localizer["newsletter.confirm.mail.subject"], body, subscriber, mark);
    }

    /// <summary>Tells the owner of an address that there is a subscription.</summary>
    public OutgoingMail AlreadySubscribed(Subscriber subscriber, string address, string mark)
    {
        var localizer = LocalizerOf(subscriber.Language);
        var body = new MailBody(localizer)
            .Masthead(localizer["newsletter.title"])
            .Paragraph(localizer["newsletter.already.text"])
            .Link(localizer["newsletter.preferences.link"], links.Preferences(subscriber))
            .Notes((localizer["newsletter.already.ignore"], null));
        return Message(localizer, address, localizer["newsletter.already.subject"], body, subscriber, mark);
    }

    private Localizer LocalizerOf(string language) =>
        new(languages.Find(language) ?? languages.Default, languages, HtmlText.Encoder);

    private OutgoingMail Message(
        Localizer localizer,
        string address,
        string subject,
        MailBody body,
        Subscriber subscriber,
        string mark
    ) =>
        new()
        {
            To = address,
            SenderName = localizer["site.name"],
            Subject = subject,
            Text = body.Text,
            Html = body.Html,
            Language = subscriber.Language,
            From = options.From.Length > 0 ? options.From : null,
            MessageId = mark,
            BounceAddress = options.BounceAddress.Split('@') is [var local, var domain] ? $"{local}+{mark}@{domain}" : null,
        };
}
