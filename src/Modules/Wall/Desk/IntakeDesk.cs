using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall.Intake;
using Concord.Wall.Posts;
using Concord.Wall.Sources;
using Microsoft.EntityFrameworkCore;

namespace Concord.Wall.Desk;

/// <summary>What people bring in now instead of waiting for the schedule: what a source has, whether it is still there, a post by hand.</summary>
public sealed class IntakeDesk
{
    private readonly ConcordDb db;
    private readonly IReadOnlyList<IPostSource> protocols;
    private readonly PollSource poll;
    private readonly CheckPosts check;
    private readonly TakePosts take;
    private readonly WallSettings settings;
    private readonly TimeProvider time;

    internal IntakeDesk(
        ConcordDb db,
        IEnumerable<IPostSource> protocols,
        PollSource poll,
        CheckPosts check,
        TakePosts take,
        WallSettings settings,
        TimeProvider time
    )
    {
        (this.db, this.protocols, this.poll, this.check) = (db, [.. protocols], poll, check);
        (this.take, this.settings, this.time) = (take, settings, time);
    }

    /// <summary>Asks a source now.</summary>
    public async Task<DeskAnswer> PollAsync(string slug, Actor actor, CancellationToken cancellation)
    {
        if (await poll.RunAsync(slug, actor, cancellation) is not { } outcome)
        {
            return DeskAnswer.Refused($"There is no source “{slug}” that can be asked: see concord wall sources.");
        }

        var taken = outcome.Taken;
        var text = $"{taken.Added} new, {taken.Edited} changed, {taken.Held} of them waiting, {taken.Gone} gone.";
        text += taken.Missing > 0 ? $" {MissingSentence(taken.Missing)}" : "";
        return outcome.IsGood
            ? DeskAnswer.Done(outcome.Problem is { } note ? $"{text} {note}" : text)
            : DeskAnswer.Refused($"{slug} could not be read: {outcome.Problem}");
    }

    /// <summary>Asks a source after everything that is kept of it.</summary>
    /// <param name="progress">Hears how many posts were asked after.</param>
    public async Task<DeskAnswer> CheckAsync(string slug, Actor actor, IProgress<int>? progress, CancellationToken cancellation)
    {
        var source = await db.Set<WallSource>().AsNoTracking().SingleOrDefaultAsync(row => row.Slug == slug, cancellation);
        var protocol = protocols.FirstOrDefault(one => one.Kind == source?.Kind);
        if (source?.Address is not { } address || protocol is null)
        {
            return DeskAnswer.Refused($"There is no source “{slug}” that can be asked: see concord wall sources.");
        }

        var question = new SourceQuestion(new Uri(address))
        {
            Token = source.Secret is { } secret ? settings.Secrets.GetValueOrDefault(secret) : null,
        };
        var now = time.GetUtcNow().UtcDateTime;
        var found = await check.RunAllAsync(source, question, protocol, now, actor, progress, cancellation);
        var gone = found.Gone > 0 ? $"No longer at the source, and taken down: {found.Gone}. " : "";
        var missing = found.Missing > 0 ? MissingSentence(found.Missing) : "";
        return DeskAnswer.Done(
            found == CheckedPosts.None ? "No post is gone that was there before." : $"{gone}{missing}".TrimEnd()
        );
    }

    private static string MissingSentence(int missing) =>
        $"Said to be gone, many at once, so that the source may be broken: {missing}. They are off the wall, come back by themselves once the source has them again, and are taken down when it has said so for {BelieveGone.DaysToBelieve} days.";

    /// <summary>Enters a post by hand; a person has read it, so it goes live.</summary>
    public async Task<DeskAnswer> AddAsync(NewPost wished, Actor actor, CancellationToken cancellation)
    {
        var source = await db.Set<WallSource>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.Slug == wished.Source, cancellation);
        if (source is null)
        {
            return DeskAnswer.Refused(
                $"There is no source “{wished.Source}”: enter it with concord wall follow --as {wished.Source}, without an address."
            );
        }

        if (string.IsNullOrWhiteSpace(wished.Text))
        {
            return DeskAnswer.Refused("The post has no text.");
        }

        if (wished.Link is { } link && JsonParts.WebOnly(link) is null)
        {
            return DeskAnswer.Refused($"“{link}” is no address of the web: it begins with https://.");
        }

        var result = await take.AddByHandAsync(source, wished, actor, cancellation);
        return result.Problem is { } problem
            ? DeskAnswer.Refused(problem)
            : DeskAnswer.Done(
                $"The post {result.Post:N} is {result.State}. To take it off: concord wall hide {result.Post:N} --reason …"
            );
    }
}
