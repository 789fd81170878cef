using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Members;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Manages sources and shows their health.</summary>
public sealed class SourceCommands
{
    private readonly ConcordDb db;
    private readonly MemberLedger ledger;
    private readonly IEffortNames efforts;
    private readonly LanguageSet languages;
    private readonly SourceKinds kinds;
    private readonly IReadOnlyList<IPostSource> protocols;
    private readonly WallOptions options;
    private readonly TimeProvider time;

    internal SourceCommands(
        ConcordDb db,
        MemberLedger ledger,
        IEffortNames efforts,
        LanguageSet languages,
        SourceKinds kinds,
        IEnumerable<IPostSource> protocols,
        WallOptions options,
        TimeProvider time
    )
    {
        (this.db, this.ledger, this.efforts, this.languages) = (db, ledger, efforts, languages);
        (this.kinds, this.protocols) = (kinds, [.. protocols]);
        (this.options, this.time) = (options, time);
    }

    /// <summary>The supported protocols.</summary>
    public IReadOnlyList<string> Kinds => [.. protocols.Select(protocol => protocol.Kind)];

    /// <summary>Adds a source; it is polled from now on.</summary>
    public async Task<CommandResult> FollowAsync(NewSource wished, Actor actor, CancellationToken cancellation)
    {
        if (await RefusalAsync(wished, cancellation) is { } refusal)
        {
            return CommandResult.Refused(refusal);
        }

        var source = new WallSource
        {
            Slug = wished.Slug,
            Kind = wished.Kind ?? WallSource.ByHand,
            Name = wished.Name ?? "",
            Member = wished.Member,
            Effort = wished.Effort,
            IsTrusted = wished.IsTrusted,
            Secret = wished.Secret,
            IsInternal = wished.IsInternal,
        };
        if (wished.Address is { } typed)
        {
            if (!Uri.TryCreate(typed, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                return CommandResult.Refused($"“{typed}” is no address of the web: it begins with https://.");
            }

            var told = wished.Kind is null
                ? await kinds.TellAsync(address, wished.IsInternal, cancellation)
                : (wished.Kind, address, null);
            if (told.Problem is { } problem)
            {
                return CommandResult.Refused(
                    $"{address} cannot be read: {problem} To enter it all the same, say which it is with --kind."
                );
            }

            (source.Kind, source.Address) = (told.Kind, told.Address.AbsoluteUri);
            db.Add(new PollState { Source = source.Slug, NextAt = time.GetUtcNow().UtcDateTime });
        }

        db.Add(source);
        Record(source, actor, reason: null);
        await db.SaveChangesAsync(cancellation);
        var trust =
            source.Address is null ? $"Enter its posts with concord wall add {source.Slug}."
            : source.IsTrusted ? "Its posts go live."
            : "Its posts wait for a person: concord wall pending.";
        return CommandResult.Done(
            $"{source.Slug} is entered ({source.Kind}{(source.Address is { } at ? $", {at}" : "")}). {trust}"
        );
    }

    /// <summary>Adds every feed of an OPML file; sources that exist already are left unchanged.</summary>
    /// <param name="opml">OPML 2.0.</param>
    public async Task<CommandResult> ImportAsync(Stream opml, bool isTrusted, Actor actor, CancellationToken cancellation)
    {
        IReadOnlyList<(string Slug, string Name, string Address)> feeds;
        try
        {
            feeds = OpmlFile.Read(opml);
        }
        catch (FormatException fault)
        {
            return CommandResult.Refused(fault.Message);
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var present = await db.Set<WallSource>().Select(source => new { source.Slug, source.Address }).ToListAsync(cancellation);
        var slugs = present.Select(source => source.Slug).ToHashSet(StringComparer.Ordinal);
        var addresses = present.Select(source => source.Address).ToHashSet(StringComparer.Ordinal);
        var wait = options.Schedule.Every / Math.Max(1, feeds.Count);
        var (now, entered) = (time.GetUtcNow().UtcDateTime, 0);
        foreach (var feed in feeds.Where(feed => addresses.Add(feed.Address)))
        {
            var slug = feed.Slug;
            for (var number = 2; !slugs.Add(slug); number++)
            {
                slug = $"{feed.Slug}-{number}";
            }

            var source = new WallSource
            {
                Slug = slug,
                Kind = "feed",
                Address = feed.Address,
                Name = feed.Name,
                IsTrusted = isTrusted,
            };
            db.Add(source);
            // Spread over the polling interval, so that they are never all polled at once.
            db.Add(new PollState { Source = slug, NextAt = now + (wait * entered) });
            Record(source, actor, reason: null);
            entered++;
        }

        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return CommandResult.Done($"Entered: {entered}; there already: {feeds.Count - entered}.");
    }

    /// <summary>Trusts a source or no longer; posts that exist keep their state.</summary>
    public Task<CommandResult> TrustAsync(
        string slug,
        bool isTrusted,
        string reason,
        Actor actor,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            slug,
            reason,
            actor,
            source => source.IsTrusted != isTrusted,
            source => source.IsTrusted = isTrusted,
            isTrusted ? "Its posts go live from now on." : "Its posts wait for a person from now on.",
            isTrusted ? "distrust" : "trust",
            cancellation
        );

    /// <summary>Stops or resumes polling a source; its posts stay.</summary>
    public Task<CommandResult> PauseAsync(
        string slug,
        bool isPaused,
        string reason,
        Actor actor,
        CancellationToken cancellation
    ) =>
        ChangeAsync(
            slug,
            reason,
            actor,
            source => source.IsPaused != isPaused,
            source => source.IsPaused = isPaused,
            isPaused ? "It is not asked any more." : "It is asked again.",
            isPaused ? "resume" : "pause",
            cancellation
        );

    /// <summary>All sources, failed ones first.</summary>
    public async Task<IReadOnlyList<SourceHealth>> ListAsync(CancellationToken cancellation)
    {
        var week = time.GetUtcNow().UtcDateTime.AddDays(-SourceHealth.Days);
        var rows = await (
            from source in db.Set<WallSource>().AsNoTracking()
            join polling in db.Set<PollState>() on source.Slug equals polling.Source into pollings
            from polling in pollings.DefaultIfEmpty()
            select new
            {
                Source = source,
                PollState = polling,
                Recent = db.Set<Post>().Count(post => post.Source == source.Slug && post.ImportedAt >= week),
                SuspectedDeleted = db.Set<Post>().Count(post => post.Source == source.Slug && post.SuspectedDeletedAt != null),
            }
        ).ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => SourceHealth.Of(row.Source, row.PollState, row.Recent, row.SuspectedDeleted))
                .OrderByDescending(health => health.ExceptionHandling)
                .ThenBy(health => health.Slug, StringComparer.Ordinal),
        ];
    }

    private async Task<string?> RefusalAsync(NewSource wished, CancellationToken cancellation)
    {
        if (!SlugRule.IsSlug(wished.Slug))
        {
            return $"“{wished.Slug}” is no name for a source: use a–z, 0–9 and hyphens, 100 at most.";
        }

        if (await db.Set<WallSource>().AnyAsync(source => source.Slug == wished.Slug, cancellation))
        {
            return $"There is a source “{wished.Slug}” already: choose another name with --as.";
        }

        if (wished.Kind is { } kind && !Kinds.Contains(kind, StringComparer.Ordinal))
        {
            return $"“{kind}” is no kind of source; there are: {string.Join(", ", Kinds)}.";
        }

        if (wished.Member is null && string.IsNullOrWhiteSpace(wished.Name))
        {
            return "Say who speaks: --member, --name, or both.";
        }

        if (wished.Name is { Length: > 200 })
        {
            return "The name of who speaks has more than 200 characters.";
        }

        var now = time.GetUtcNow().UtcDateTime;
        var known = await efforts.ReadAsync(languages.Default, now, cancellation);
        if (wished.Effort is { } effort && known.All(one => one.Slug != effort))
        {
            return $"There is no line of effort “{effort}”; there are: {string.Join(", ", known.Select(one => one.Slug))}.";
        }

        var today = DateOnly.FromDateTime(now);
        return wished.Member is { } member && await ledger.FindAsync(member, today, cancellation) is null
            ? $"There is no member “{member}”: members are named as in the addresses of their pages, such as united-kingdom."
            : null;
    }

    private async Task<CommandResult> ChangeAsync(
        string slug,
        string reason,
        Actor actor,
        Func<WallSource, bool> isAnother,
        Action<WallSource> change,
        string done,
        string undo,
        CancellationToken cancellation
    )
    {
        var source = await db.Set<WallSource>().SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        if (source is null)
        {
            return CommandResult.Refused($"There is no source “{slug}”: see concord wall sources.");
        }

        if (!isAnother(source))
        {
            return CommandResult.Refused($"{slug} is so already.");
        }

        change(source);
        Record(source, actor, reason);
        await db.SaveChangesAsync(cancellation);
        return CommandResult.Done($"{done} To undo it: concord wall {undo} {slug} --reason …");
    }

    private void Record(WallSource source, Actor actor, string? reason) =>
        db.Record(
            new SourceEntered(source.Slug, source.Kind, source.Address, source.Member, source.IsTrusted)
            {
                Actor = actor,
                Subject = $"source:{source.Slug}",
                Reason = reason,
            }
        );
}
