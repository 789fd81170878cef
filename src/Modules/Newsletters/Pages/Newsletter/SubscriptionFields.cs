using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Newsletters.Subscribers;

namespace Concord.Newsletters.Pages.Newsletter;

/// <summary>The fields of the form in which readers choose.</summary>
internal sealed record SubscriptionFields
{
    public string? Address { get; init; }

    /// <summary>Code of the language; null for that of the page.</summary>
    public string? Language { get; init; }

    public Rhythm Rhythm { get; init; } = Rhythm.Daily;

    /// <summary>None for everything.</summary>
    public string[] Topics { get; init; } = [];

    /// <summary>Nobody sees it.</summary>
    public string? Website { get; init; }
}

/// <summary>What a reader can choose from, in the language of the page.</summary>
internal sealed class SubscriptionChoices(IEffortNames efforts, LanguageSet languages, Localizer localizer, SiteClock clock)
{
    /// <returns>Null where the form holds a language or a rhythm that there is not.</returns>
    public async Task<SubscriptionChoice?> ReadAsync(SubscriptionFields fields, CancellationToken cancellation)
    {
        var language = fields.Language is { } code ? languages.Find(code) : localizer.Language;
        if (language is null || !Enum.IsDefined(fields.Rhythm))
        {
            return null;
        }

        var known = await EffortsAsync(cancellation);
        return new SubscriptionChoice(
            language.Code,
            NewsletterTopics.Choose(fields.Topics, known.Select(effort => effort.Slug)),
            fields.Rhythm
        );
    }

    /// <summary>The topics with their names.</summary>
    public async Task<IReadOnlyList<(string Value, string Name)>> TopicsAsync(CancellationToken cancellation) =>
        [
            (NewsletterTopics.Statements, localizer["newsletter.topic.statements"]),
            (NewsletterTopics.News, localizer["newsletter.topic.news"]),
            .. (await EffortsAsync(cancellation)).Select(effort => (NewsletterTopics.EffortValue(effort.Slug), effort.Name)),
        ];

    private Task<IReadOnlyList<EffortName>> EffortsAsync(CancellationToken cancellation) =>
        efforts.ReadAsync(localizer.Language, clock.Now, cancellation);
}

/// <summary>What the fields show.</summary>
/// <param name="Topics">All topics with their names.</param>
/// <param name="HasLanguage">Whether the language can be chosen: in the sign-up it is that of the page.</param>
internal sealed record SubscriptionView(
    SubscriptionFields Fields,
    IReadOnlyList<(string Value, string Name)> Topics,
    bool HasLanguage
);
