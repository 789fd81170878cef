using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Newsletters.Subscribers;
using Microsoft.EntityFrameworkCore;

namespace Concord.Newsletters.Issues;

/// <summary>
/// Notices documents that became public and puts them into newsletters that are due; one node at a time. What was public before
/// the first run is sent to nobody.
/// </summary>
internal sealed class ComposeIssues(
    ConcordDb db,
    IPublishedDocuments documents,
    LanguageSet languages,
    NewslettersOptions options,
    SiteClock clock,
    TimeProvider time
)
{
    /// <summary>Texts that are dated further back are an archive.</summary>
    private static readonly TimeSpan NewsAge = TimeSpan.FromDays(30);

    /// <summary>A program that was away for longer does not send what it missed.</summary>
    private static readonly TimeSpan CatchUp = TimeSpan.FromDays(2);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <returns>How many newsletters were made.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var made = 0;
        foreach (var language in languages.All)
        {
            await using var transaction = await db.BeginExclusiveTransactionAsync("newsletters:issues", cancellation);
            made += await ComposeAsync(language, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            db.Discard();
        }

        return made;
    }

    private async Task<int> ComposeAsync(Language language, CancellationToken cancellation)
    {
        var schedules = await db.Set<Schedule>()
            .Where(row => row.Language == language.Code)
            .ToDictionaryAsync(row => row.Rhythm, cancellation);
        await NoticeAsync(language, cancellation);
        if (schedules.Count == 0)
        {
            db.AddRange(
                Enum.GetValues<Rhythm>()
                    .Select(rhythm => new Schedule
                    {
                        Language = language.Code,
                        Rhythm = rhythm,
                        Through = Now,
                    })
            );
            return 0;
        }

        return await AddIssuesAsync(language, schedules, cancellation);
    }

    private async Task NoticeAsync(Language language, CancellationToken cancellation)
    {
        var found = await documents.NewAsync(language, clock.Now - NewsAge, Now - CatchUp, clock.Now, cancellation);
        var ids = found.Select(document => document.Id).ToList();
        var known = await db.Set<FoundDocument>()
            .Where(row => row.Language == language.Code && ids.Contains(row.DocumentId))
            .Select(row => row.DocumentId)
            .ToListAsync(cancellation);
        db.AddRange(
            ids.Except(known)
                .Select(id => new FoundDocument
                {
                    DocumentId = id,
                    Language = language.Code,
                    FoundAt = Now,
                })
        );
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<int> AddIssuesAsync(
        Language language,
        Dictionary<Rhythm, Schedule> schedules,
        CancellationToken cancellation
    )
    {
        var made = 0;
        foreach (var (rhythm, schedule) in schedules)
        {
            var through = IssueTimes.DueThrough(rhythm, Now, options);
            if (through <= schedule.Through)
            {
                continue;
            }

            var due = await db.Set<FoundDocument>()
                .Where(row => row.Language == language.Code && row.FoundAt > schedule.Through && row.FoundAt <= through)
                .OrderBy(row => row.FoundAt)
                .Select(row => row.DocumentId)
                .ToListAsync(cancellation);
            // An empty list moves the time too, except where every check would write.
            if (due.Count > 0 || rhythm != Rhythm.AtOnce)
            {
                schedule.Through = through;
            }

            foreach (var part in due.Chunk(rhythm == Rhythm.AtOnce ? 1 : Issue.MaxDocuments))
            {
                db.Add(
                    new Issue
                    {
                        Id = Guid.CreateVersion7(),
                        Language = language.Code,
                        Rhythm = rhythm,
                        Documents = part,
                        CreatedAt = Now,
                    }
                );
                made++;
            }
        }

        return made;
    }
}
