using System.Globalization;
using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Wall;
using Concord.Wall.Posts;
using Concord.Wall.Text;
using Microsoft.EntityFrameworkCore;

namespace Concord.Seed;

/// <summary>Generates a large wall for measuring: posts of many sources in several languages over six years.</summary>
internal sealed class SeedPosts(ConcordDb db, DatabaseStatistics statistics)
{
    private const string Prefix = "seed-";
    private const int Sources = 500;
    private const int Batch = 1000;

    /// <summary>One in this many has a rare hashtag.</summary>
    private const int Rare = 10_000;

    /// <summary>
    /// One in this many is pending; coprime to the other numbers here, so that every combination has live posts.
    /// </summary>
    private const int HeldOne = 21;

    private static readonly DateTime First = new(2014, 9, 5, 6, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Last = new(2020, 9, 30, 18, 0, 0, DateTimeKind.Utc);
    private static readonly string[] Languages = ["en", "ar", "fr", "ckb", "de", "it"];
    private static readonly string[] Efforts = ["counter-finance", "foreign-fighters", "stabilisation", "counter-propaganda"];

    /// <param name="posts">How many there are in the end; existing ones are left unchanged.</param>
    /// <param name="progress">Called with the number of posts so far.</param>
    /// <returns>How many were added.</returns>
    public async Task<int> RunAsync(int posts, Actor actor, IProgress<int>? progress, CancellationToken cancellation)
    {
        await EnterSourcesAsync(actor, cancellation);
        var there = await db.Set<Post>().CountAsync(post => post.Source.StartsWith(Prefix), cancellation);
        for (var next = there; next < posts; next += Batch)
        {
            progress?.Report(next);
            var until = Math.Min(next + Batch, posts);
            for (var number = next + 1; number <= until; number++)
            {
                db.Add(Made(number, posts));
            }

            db.Record(
                new PostsIngested($"{Prefix}1", until - next, Edited: 0, PendingReview: 0)
                {
                    Actor = actor,
                    Subject = "source:seed",
                }
            );
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }

        await statistics.GatherAsync(cancellation);
        progress?.Report(Math.Max(there, posts));
        return Math.Max(0, posts - there);
    }

    private async Task EnterSourcesAsync(Actor actor, CancellationToken cancellation)
    {
        if (await db.Set<WallSource>().AnyAsync(source => source.Slug == $"{Prefix}1", cancellation))
        {
            return;
        }

        for (var number = 1; number <= Sources; number++)
        {
            db.Add(
                new WallSource
                {
                    Slug = SlugOf(number),
                    Kind = WallSource.ByHand,
                    Name = $"Voice {number}",
                    Member = MemberOf(number),
                }
            );
        }

        db.Record(
            new SourceAdded($"{Prefix}1", WallSource.ByHand, Address: null, Member: null, IsTrusted: false)
            {
                Actor = actor,
                Subject = "source:seed",
            }
        );
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private static Post Made(int number, int posts)
    {
        var source = (number % Sources) + 1;
        var sourceId = number.ToString(CultureInfo.InvariantCulture);
        var id = Post.IdOf(SlugOf(source), sourceId);
        var at = First + ((Last - First) / posts * number);
        var text = string.Create(CultureInfo.InvariantCulture, $"Post {number} of a wall to measure on. #Topic{number % 50}");
        var post = new Post
        {
            Id = id,
            Source = SlugOf(source),
            SourceId = sourceId,
            At = at,
            ImportedAt = at,
            Order = Post.OrderOf(at, id),
            Text = number % Rare == 0 ? $"{text} #Rare" : text,
            Language = Languages[number % Languages.Length],
            State = number % HeldOne == 0 ? PostState.PendingReview : PostState.Live,
            Member = MemberOf(source),
            SourceDigest = sourceId,
            Fingerprint = Plain.FingerprintOf(text),
        };
        PostTopics.Write(post, [], Efforts[number % Efforts.Length], campaign: null);
        return post;
    }

    private static string SlugOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    /// <summary>A tenth speaks for one member, one source for another, the rest for none.</summary>
    private static string? MemberOf(int source) =>
        source % 10 == 0 ? "france"
        : source == 1 ? "iceland"
        : null;
}
