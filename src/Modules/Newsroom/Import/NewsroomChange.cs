using Concord.Foundation;
using Concord.Foundation.Packs;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Newsroom.Documents;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsroom.Import;

/// <summary>What a content pack brings to the newsroom, ready to be applied inside the import's transaction.</summary>
internal sealed class NewsroomChange(ConcordDb db, NewsroomContent content, TextTokens tokens, TimeProvider time) : IContentChange
{
    public IEnumerable<string> Provides =>
        [
            .. content.Documents.Select(draft => $"document:{draft.Slug}"),
            .. content.Places.Select(place => $"place:{place.Slug}"),
        ];

    public Task CheckAsync(PackFolder pack, PackIndex index, CancellationToken cancellation)
    {
        var check = new NewsroomCheck(pack, index, tokens);
        foreach (var draft in content.Documents)
        {
            check.Check(draft);
        }

        check.Check(content.Lead ?? []);
        return Task.CompletedTask;
    }

    public async Task<ContentCount> ApplyAsync(Actor actor, IProgress<string>? progress, CancellationToken cancellation)
    {
        await ApplyPlacesAsync(actor, cancellation);
        await ApplyLeadAsync(actor, cancellation);
        var known = await db.Set<Document>()
            .Include(document => document.Topics)
            .Include(document => document.Editions)
            .AsSplitQuery()
            .ToDictionaryAsync(document => document.Slug, cancellation);
        var revisions = await db.Set<Edition>()
            .SelectMany(edition => edition.Revisions.Where(revision => revision.Number == edition.PublicRevision))
            .Select(revision => new PublicRevision(revision.EditionId, revision.Id, revision.SourceDigest))
            .ToDictionaryAsync(revision => revision.EditionId, cancellation);
        var import = new ImportDocument(db, actor, time.GetUtcNow().UtcDateTime, revisions);
        var count = default(ContentCount);
        foreach (var draft in content.Documents)
        {
            count += import.Run(known.GetValueOrDefault(draft.Slug), draft);
            progress?.Report(draft.Slug);
        }

        await db.SaveChangesAsync(cancellation);
        return count;
    }

    private async Task ApplyPlacesAsync(Actor actor, CancellationToken cancellation)
    {
        var known = await db.Set<PlaceName>().ToDictionaryAsync(name => (name.Place, name.Language), cancellation);
        foreach (var place in content.Places)
        {
            var changed = false;
            foreach (var (language, text) in place.Names)
            {
                var name = known.GetValueOrDefault((place.Slug, language));
                changed |= name?.Name != text;
                if (name is null)
                {
                    db.Add(
                        new PlaceName
                        {
                            Place = place.Slug,
                            Language = language,
                            Name = text,
                        }
                    );
                }
                else
                {
                    name.Name = text;
                }
            }

            if (changed)
            {
                db.Record(new PlaceNamed(place.Slug) { Actor = actor, Subject = $"place:{place.Slug}" });
            }
        }
    }

    private async Task ApplyLeadAsync(Actor actor, CancellationToken cancellation)
    {
        if (content.Lead is null)
        {
            return;
        }

        var known = await db.Set<LeadSlot>().ToListAsync(cancellation);
        var wanted = content.Lead.Select(slot => (slot.Slug, slot.Language, slot.FromAt, slot.UntilAt)).ToHashSet();
        if (wanted.SetEquals(known.Select(slot => (slot.Slug, slot.Language, slot.FromAt, slot.UntilAt))))
        {
            return;
        }

        db.RemoveRange(known);
        db.AddRange(
            content.Lead.Select(slot => new LeadSlot
            {
                Id = Guid.CreateVersion7(),
                Slug = slot.Slug,
                Language = slot.Language,
                FromAt = slot.FromAt,
                UntilAt = slot.UntilAt,
            })
        );
        db.Record(new LeadArranged([.. content.Lead.Select(slot => slot.Slug)]) { Actor = actor, Subject = "home:lead" });
    }
}
