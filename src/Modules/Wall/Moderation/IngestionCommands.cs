using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall.Ingestion;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Moderation;

/// <summary>Ingestion on demand: polling a source, checking its posts, entering a post by hand.</summary>
public sealed class IngestionCommands
{
    private readonly ConcordDb db;
    private readonly IReadOnlyList<IPostSource> protocols;
    private readonly PollSource poll;
    private readonly CheckPosts check;
    private readonly IngestPosts take;
    private readonly WallOptions options;
    private readonly TimeProvider time;

    internal IngestionCommands(
        ConcordDb db,
        IEnumerable<IPostSource> protocols,
        PollSource poll,
        CheckPosts check,
        IngestPosts take,
        WallOptions options,
        TimeProvider time
    )
    {
        (this.db, this.protocols, this.poll, this.check) = (db, [.. protocols], poll, check);
        (this.take, this.options, this.time) = (take, options, time);
    }

    /// <summary>Polls a source now.</summary>
    public async Task<CommandResult> PollAsync(string slug, Actor actor, CancellationToken cancellation)
    {
        if (await poll.RunAsync(slug, actor, cancellation) is not { } outcome)
        {
            return CommandResult.Refused($"There is no source “{slug}” that can be asked: see concord wall sources.");
        }

        var taken = outcome.Taken;
        var text = $"{taken.Added} new, {taken.Edited} changed, {taken.PendingReview} of them waiting, {taken.Gone} gone.";
        text += taken.SuspectedDeleted > 0 ? $" {MissingSentence(taken.SuspectedDeleted)}" : "";
        return outcome.IsGood
            ? CommandResult.Done(outcome.Problem is { } note ? $"{text} {note}" : text)
            : CommandResult.Refused($"{slug} could not be read: {outcome.Problem}");
    }

    /// <summary>Checks every stored post of a source.</summary>
    /// <param name="progress">Called with the number of posts checked so far.</param>
    public async Task<CommandResult> CheckAsync(
        string slug,
        Actor actor,
        IProgress<int>? progress,
        CancellationToken cancellation
    )
    {
        var source = await db.Set<WallSource>().AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        var protocol = protocols.FirstOrDefault(one => one.Kind == source?.Kind);
        if (source?.Address is not { } address || protocol is null)
        {
            return CommandResult.Refused($"There is no source “{slug}” that can be asked: see concord wall sources.");
        }

        var question = new SourceRequest(new Uri(address))
        {
            IsInternal = source.IsInternal,
            Token = source.Secret is { } secret ? options.SecretNamed(secret) : null,
        };
        var now = time.GetUtcNow().UtcDateTime;
        var found = await check.RunAllAsync(source, question, protocol, now, actor, progress, cancellation);
        var gone = found.Gone > 0 ? $"No longer at the source, and taken down: {found.Gone}. " : "";
        var missing = found.SuspectedDeleted > 0 ? MissingSentence(found.SuspectedDeleted) : "";
        return CommandResult.Done(
            found == CheckedPosts.None ? "No post is gone that was there before." : $"{gone}{missing}".TrimEnd()
        );
    }

    private static string MissingSentence(int missing) =>
        $"Said to be gone, many at once, so that the source may be broken: {missing}. They are off the wall, come back by themselves once the source has them again, and are taken down when it has said so for {ConfirmDeletions.ConfirmationDays} days.";

    /// <summary>Adds a post by hand; it goes live, since a person has read it.</summary>
    public async Task<CommandResult> AddAsync(NewPost wished, Actor actor, CancellationToken cancellation)
    {
        var source = await db.Set<WallSource>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Slug == wished.Source, cancellation);
        if (source is null)
        {
            return CommandResult.Refused(
                $"There is no source “{wished.Source}”: enter it with concord wall follow --as {wished.Source}, without an address."
            );
        }

        if (string.IsNullOrWhiteSpace(wished.Text))
        {
            return CommandResult.Refused("The post has no text.");
        }

        if (wished.Link is { } link && JsonParts.WebOnly(link) is null)
        {
            return CommandResult.Refused($"“{link}” is no address of the web: it begins with https://.");
        }

        var result = await take.AddByHandAsync(source, wished, actor, cancellation);
        return result.Problem is { } problem
            ? CommandResult.Refused(problem)
            : CommandResult.Done(
                $"The post {result.Post:N} is {result.State}. To take it off: concord wall hide {result.Post:N} --reason …"
            );
    }
}
