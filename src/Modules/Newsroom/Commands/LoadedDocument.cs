using Concord.Newsroom.Documents;
using Concord.Newsroom.Translation;

namespace Concord.Newsroom.Commands;

/// <summary>A document with its editions and statuses, tracked, and the newest and the public revision of each edition.</summary>
/// <param name="published">Digests of the public revisions, by edition.</param>
internal sealed class LoadedDocument(
    Document document,
    Dictionary<Guid, RevisionHead> newest,
    IReadOnlyDictionary<Guid, string> published
)
{
    public Document Document => document;

    public Edition? EditionIn(string language) => document.Editions.Find(edition => edition.Language == language);

    public RevisionHead? NewestOf(Edition edition) => newest.GetValueOrDefault(edition.Id);

    /// <returns>Of the text that readers see, as it was loaded; null where there is none.</returns>
    public string? PublicDigestOf(Edition edition) => published.GetValueOrDefault(edition.Id);

    public void SetNewest(Edition edition, RevisionHead revision) => newest[edition.Id] = revision;
}

/// <summary>A revision without its text.</summary>
/// <param name="Digest">Of its text.</param>
/// <param name="IsFinished">Whether its text is free of <see cref="TranslationMarks"/>.</param>
internal sealed record RevisionHead(Guid EditionId, Guid Id, int Number, string Digest, bool IsFinished);
