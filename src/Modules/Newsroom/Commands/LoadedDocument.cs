using Concord.Newsroom.Documents;

namespace Concord.Newsroom.Commands;

/// <summary>A document with its editions and statuses, tracked, and the newest revision of each edition.</summary>
internal sealed class LoadedDocument(Document document, Dictionary<Guid, RevisionHead> newest)
{
    public Document Document => document;

    public Edition? EditionIn(string language) => document.Editions.Find(edition => edition.Language == language);

    public RevisionHead? NewestOf(Edition edition) => newest.GetValueOrDefault(edition.Id);

    public void SetNewest(Edition edition, RevisionHead revision) => newest[edition.Id] = revision;
}

/// <summary>A revision without its text.</summary>
/// <param name="Digest">Of its text.</param>
internal sealed record RevisionHead(Guid EditionId, Guid Id, int Number, string Digest);
