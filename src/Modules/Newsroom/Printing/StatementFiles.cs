using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Kinds;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Printing;

/// <summary>What readers can take along of a statement: its text, the hash of it, and a PDF where one was printed.</summary>
internal sealed class StatementFiles(ConcordDb db, KindCatalogue kinds, SiteClock clock)
{
    private const string Statements = "statements";

    /// <summary>Editions of statements that readers see.</summary>
    public IQueryable<Edition> Listed
    {
        get
        {
            var statements = kinds.In(Statements);
            return db.Set<Edition>()
                .AsNoTracking()
                .Where(EditionVisibility.Listed(clock.Now))
                .Where(edition => statements.Contains(edition.Kind));
        }
    }

    /// <returns>Null where readers see no statement with this slug in the language.</returns>
    public async Task<StatementFile?> FindAsync(string slug, string language, CancellationToken cancellation)
    {
        var found = await Listed
            .Where(edition => edition.Document.Slug == slug && edition.Language == language)
            .SelectMany(
                edition => edition.Releases.Where(release => release.Number == edition.PublicRevision),
                (edition, release) =>
                    new
                    {
                        edition.Id,
                        release.Number,
                        Text = new StatementText(release.Title, release.Summary, release.Body),
                    }
            )
            .SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var printed = await db.Set<PrintedEdition>()
            .AsNoTracking()
            .SingleOrDefaultAsync(pdf => pdf.EditionId == found.Id && pdf.Number == found.Number, cancellation);
        return new StatementFile(
            found.Text,
            StatementText.AddressOf(language, slug),
            printed is null ? null : (MediaStore.AddressOf(printed.FileDigest, $"{slug}-{language}.pdf"), printed.Length)
        );
    }
}

/// <param name="Address">Of the text.</param>
/// <param name="Pdf">Null where none was printed.</param>
internal sealed record StatementFile(StatementText Text, string Address, (string Address, long Length)? Pdf);
