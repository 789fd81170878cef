using System.Diagnostics.CodeAnalysis;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;

namespace Concord.ActivityPub.Actors;

/// <summary>The account of the site in one language.</summary>
/// <param name="Language">What it posts in.</param>
/// <param name="Name">Before the first @ of its handle.</param>
/// <param name="Site">Scheme and host.</param>
internal sealed record LocalActor(Language Language, string Name, string Site)
{
    public const string Root = "/activitypub";

    public string Address => $"{Site}{Root}/{Language.Code}";

    public string KeyId => $"{Address}#main-key";

    public string Inbox => $"{Address}/inbox";

    public string Outbox => $"{Address}/outbox";

    public string Followers => $"{Address}/followers";

    public string Following => $"{Address}/following";

    /// <summary>Page of the news in the language.</summary>
    public string Page => $"{Site}/{Language.Code}/news";

    public string Host => new Uri(Site).Authority;

    public string Handle => $"@{Name}@{Host}";

    public string NoteAddress(Guid note) => $"{Address}/notes/{note:N}";
}

/// <summary>The accounts of the site; none where they are switched off or the site does not know its address.</summary>
internal sealed class LocalActors(ActivityPubOptions options, SiteAddress site, LanguageSet languages)
{
    public IReadOnlyList<LocalActor> All { get; } =
        options.IsOpen && site.Public is { } address
            ? [.. languages.All.Select(language => new LocalActor(language, $"{options.Name}_{language.Code}", address))]
            : [];

    /// <summary>Where all accounts take messages.</summary>
    public string SharedInbox => $"{site.Public}{LocalActor.Root}/inbox";

    public bool TryFind(string language, [NotNullWhen(true)] out LocalActor? actor) =>
        (actor = All.FirstOrDefault(one => one.Language.Code == language)) is not null;

    /// <param name="address">Of an account.</param>
    public LocalActor? At(string? address) => All.FirstOrDefault(actor => actor.Address == address);
}
