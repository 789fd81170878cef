using System.Security.Cryptography;
using Concord.Foundation.Storage;
using Concord.Newsroom.Documents;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Clearance;

/// <summary>
/// Links for people without an account. Trust boundary: a token is protected by the site's keys; a broken one, one that was
/// used, revoked or is old, and one for a text that was changed are all treated as none.
/// </summary>
internal sealed class ClearanceLinks(IDataProtectionProvider protection, ConcordDb db, ClearanceReader reader, TimeProvider time)
{
    private const int MaxToken = 1000;

    /// <summary>How long a link is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly IDataProtector protector = protection.CreateProtector("Concord.ClearanceLink");

    public string TokenFor(Guid link) => protector.Protect(link.ToString("N"));

    /// <returns>Null where the link is not valid.</returns>
    public async Task<GuestTask?> FindAsync(string token, CancellationToken cancellation)
    {
        var oldest = time.GetUtcNow().UtcDateTime - Lifetime;
        if (
            Read(token) is not { } id
            || await db.Set<ClearanceLink>().SingleOrDefaultAsync(link => link.Id == id, cancellation)
                is not { UsedAt: null, RevokedAt: null } link
            || link.CreatedAt < oldest
            || await reader.FindAsync(link.RoundId, cancellation) is not { } open
            || !open.Steps[link.Step].IsOpen
        )
        {
            return null;
        }

        var text = await (
            from edition in db.Set<Edition>().AsNoTracking()
            join revision in db.Set<Revision>() on edition.Id equals revision.EditionId
            where
                edition.Id == open.Round.EditionId
                && edition.ClearanceRequestedFor == open.Round.Revision
                && revision.Number == open.Round.Revision
                && !edition.Revisions.Any(later => later.Number > revision.Number)
            select new
            {
                edition.Document.Slug,
                edition.Document.Kind,
                edition.Language,
                Revision = revision,
            }
        ).SingleOrDefaultAsync(cancellation);
        return text is null ? null : new GuestTask(link, open, text.Slug, text.Kind, text.Language, text.Revision);
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

/// <summary>What a link is for.</summary>
/// <param name="Link">Tracked.</param>
internal sealed record GuestTask(
    ClearanceLink Link,
    OpenRound Open,
    string Slug,
    string Kind,
    string Language,
    Revision Revision
);
