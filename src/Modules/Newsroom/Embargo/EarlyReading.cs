using System.Security.Cryptography;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Embargo;

/// <summary>
/// What a personal link shows before a release. Trust boundary: a token is protected by the site's keys; a broken or revoked
/// one is treated as none. Only texts that are scheduled are shown, and only while they wait.
/// </summary>
internal sealed class EarlyReading(IDataProtectionProvider protection, ConcordDb db, TimeProvider time)
{
    private const int MaxToken = 1000;

    private readonly IDataProtector protector = protection.CreateProtector("Concord.EarlyReader");

    public string TokenFor(Guid reader) => protector.Protect(reader.ToString("N"));

    /// <summary>Also notes, the first time, that the link was opened.</summary>
    /// <returns>Null where the link is not valid.</returns>
    public async Task<EmbargoedTexts?> OpenAsync(string token, CancellationToken cancellation)
    {
        if (
            Read(token) is not { } id
            || await db.Set<EarlyReader>().SingleOrDefaultAsync(row => row.Id == id, cancellation)
                is not { RevokedAt: null } reader
        )
        {
            return null;
        }

        var document = await db.Set<Document>().AsNoTracking().SingleAsync(row => row.Id == reader.DocumentId, cancellation);
        var texts = await (
            from set in db.Set<ReleaseSet>().AsNoTracking()
            where set.ExecutedAt == null && set.CancelledAt == null
            from item in set.Items
            join edition in db.Set<Edition>() on item.EditionId equals edition.Id
            join revision in db.Set<Revision>()
                on new { item.EditionId, Number = item.Revision } equals new { revision.EditionId, revision.Number }
            where edition.DocumentId == reader.DocumentId
            orderby set.DueAt, edition.Language
            select new EmbargoedText(edition.Language, revision.Id, revision.Title, set.DueAt, set.LocalDue, set.Zone)
        ).ToListAsync(cancellation);
        if (reader.OpenedAt is null && texts.Count > 0)
        {
            await NoteAsync(reader, document, cancellation);
        }

        return new EmbargoedTexts(reader.Name, document.Slug, document.Kind, texts);
    }

    private async Task NoteAsync(EarlyReader reader, Document document, CancellationToken cancellation)
    {
        reader.OpenedAt = time.GetUtcNow().UtcDateTime;
        db.Record(
            new EarlyLinkOpened(document.Slug, reader.Name) { Actor = Actor.System("early-reader"), Subject = document.Subject }
        );
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException failure) when (WriteConflict.Is(failure))
        {
            // Opened twice at the same moment: the other request has noted it.
            db.Discard();
        }
    }

    private Guid? Read(string token)
    {
        try
        {
            return token.Length is > 0 and <= MaxToken && Guid.TryParseExact(protector.Unprotect(token), "N", out var id)
                ? id
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>What one early reader may read now.</summary>
internal sealed record EmbargoedTexts(string Reader, string Slug, string Kind, IReadOnlyList<EmbargoedText> Texts);

/// <param name="DueAt">UTC.</param>
/// <param name="LocalDue">As it was entered in <paramref name="Zone"/>; null where UTC was entered.</param>
internal sealed record EmbargoedText(
    string Language,
    Guid Revision,
    string Title,
    DateTime DueAt,
    string? LocalDue,
    string? Zone
);
