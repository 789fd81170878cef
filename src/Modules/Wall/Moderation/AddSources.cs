using Concord.Foundation;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Storage;
using Concord.Foundation.Text;
using Concord.Members;
using Concord.Wall.Ingestion;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Adds sources, one by one or from a list.</summary>
public sealed class AddSources
{
    private const int MaxName = 200;
    private readonly ConcordDb db;
    private readonly MemberLedger ledger;
    private readonly IEffortNames efforts;
    private readonly LanguageSet languages;
    private readonly SourceKinds kinds;
    private readonly IReadOnlyList<IPostSource> protocols;
    private readonly WallOptions options;
    private readonly TimeProvider time;

    internal AddSources(
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
    public async Task<ModerationResult> FollowAsync(NewSource request, Actor actor, CancellationToken cancellation)
    {
        if (await RefusalAsync(request, cancellation) is { } refusal)
        {
            return refusal;
        }

        var source = new WallSource
        {
            Slug = request.Slug,
            Kind = request.Kind ?? WallSource.ByHand,
            Name = request.Name ?? "",
            Member = request.Member,
            Effort = request.Effort,
            IsTrusted = request.IsTrusted,
            Secret = request.Secret,
            IsInternal = request.IsInternal,
        };
        if (request.Address is { } typed)
        {
            if (!Uri.TryCreate(typed, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            {
                return new ModerationResult(ModerationCode.InvalidAddress, request.Slug, typed);
            }

            var detected = request.Kind is null
                ? await kinds.DetectAsync(address, request.IsInternal, cancellation)
                : (request.Kind, address, null);
            if (detected.Problem is { } problem)
            {
                return new ModerationResult(ModerationCode.UnreadableAddress, address.AbsoluteUri, problem);
            }

            if ((request.IsTrusted || request.Secret is not null) && !SourceMove.IsSafe(address, detected.Address))
            {
                // Trust and secret are for the host that was named.
                return new ModerationResult(ModerationCode.OtherHost, address.AbsoluteUri, detected.Address.AbsoluteUri);
            }

            (source.Kind, source.Address) = (detected.Kind, detected.Address.AbsoluteUri);
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        if (await db.Set<WallSource>().AnyAsync(row => row.Slug == source.Slug, cancellation))
        {
            return new ModerationResult(ModerationCode.SourceExists, source.Slug);
        }

        if (source.Address is not null)
        {
            db.Add(new PollState { Source = source.Slug, NextAt = time.GetUtcNow().UtcDateTime });
        }

        Add(source, actor);
        return await db.SaveAsync(
            transaction,
            new ModerationResult(ModerationCode.Done, source.Slug, source.Address) { Source = source.Slug },
            cancellation
        );
    }

    /// <summary>Adds every feed of an OPML file; sources that exist already are left unchanged.</summary>
    /// <param name="opml">OPML 2.0.</param>
    public async Task<ModerationResult> ImportAsync(Stream opml, bool isTrusted, Actor actor, CancellationToken cancellation)
    {
        IReadOnlyList<(string Slug, string Name, string Address)> feeds;
        try
        {
            feeds = OpmlFile.Read(opml);
        }
        catch (FormatException fault)
        {
            return new ModerationResult(ModerationCode.UnreadableList, "", fault.Message);
        }

        await using var transaction = await db.BeginExclusiveTransactionAsync(WallModule.WriteScope, cancellation);
        var present = await db.Set<WallSource>().Select(source => new { source.Slug, source.Address }).ToListAsync(cancellation);
        var slugs = present.Select(source => source.Slug).ToHashSet(StringComparer.Ordinal);
        var addresses = present.Select(source => source.Address).ToHashSet(StringComparer.Ordinal);
        var interval = options.Schedule.Every / Math.Max(1, feeds.Count);
        var (now, added) = (time.GetUtcNow().UtcDateTime, 0);
        foreach (var feed in feeds.Where(feed => addresses.Add(feed.Address)))
        {
            var slug = feed.Slug;
            for (var number = 2; !slugs.Add(slug); number++)
            {
                slug = $"{feed.Slug}-{number}";
            }

            // Spread over the polling interval, so that they are never all polled at once.
            db.Add(new PollState { Source = slug, NextAt = now + (interval * added) });
            Add(
                new WallSource
                {
                    Slug = slug,
                    Kind = "feed",
                    Address = feed.Address,
                    Name = feed.Name,
                    IsTrusted = isTrusted,
                },
                actor
            );
            added++;
        }

        return await db.SaveAsync(
            transaction,
            new ModerationResult(ModerationCode.Done, "")
            {
                Counts = new IngestCounts(Added: added, Unchanged: feeds.Count - added),
            },
            cancellation
        );
    }

    private async Task<ModerationResult?> RefusalAsync(NewSource request, CancellationToken cancellation)
    {
        ModerationResult Refuse(ModerationCode code, string? detail = null) => new(code, request.Slug, detail);

        if (!SlugRule.IsSlug(request.Slug))
        {
            return Refuse(ModerationCode.InvalidSlug, $"{SlugRule.MaxLength}");
        }

        if (await db.Set<WallSource>().AnyAsync(source => source.Slug == request.Slug, cancellation))
        {
            return Refuse(ModerationCode.SourceExists);
        }

        if (request.Kind is { } kind && !Kinds.Contains(kind, StringComparer.Ordinal))
        {
            return Refuse(ModerationCode.UnknownKind, string.Join(", ", Kinds));
        }

        if (request.Member is null && string.IsNullOrWhiteSpace(request.Name))
        {
            return Refuse(ModerationCode.SpeakerMissing);
        }

        if (request.Name is { Length: > MaxName })
        {
            return Refuse(ModerationCode.NameTooLong, $"{MaxName}");
        }

        var now = time.GetUtcNow().UtcDateTime;
        var known = await efforts.ReadAsync(languages.Default, now, cancellation);
        if (request.Effort is { } effort && known.All(one => one.Slug != effort))
        {
            return Refuse(ModerationCode.UnknownEffort, string.Join(", ", known.Select(one => one.Slug)));
        }

        var today = DateOnly.FromDateTime(now);
        return request.Member is { } member && await ledger.FindAsync(member, today, cancellation) is null
            ? Refuse(ModerationCode.UnknownMember, member)
            : null;
    }

    private void Add(WallSource source, Actor actor)
    {
        db.Add(source);
        db.Record(
            new SourceAdded(source.Slug, source.Kind, source.Address, source.Member, source.IsTrusted)
            {
                Actor = actor,
                Subject = SourceCommands.SubjectOf(source.Slug),
            }
        );
    }
}
