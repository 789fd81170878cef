using Concord.Foundation.Storage;
using Concord.TestKit;
using Concord.Wall.Desk;
using Concord.Wall.Posts;
using Concord.Wall.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Concord.Modules.Tests.Wall;

/// <summary>What was kept by an earlier version.</summary>
public sealed class WallMigrationTests
{
    public static TheoryData<Provider> All => Providers.All;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(All))]
    public async Task A_wall_of_an_earlier_version_is_found_by_all_that_is_asked_for(Provider provider)
    {
        await using var bed = await WallTestBed.OpenAsync(provider);
        bed.Feed("/feed", WallTestBed.Item("1", "Water is back in the pipes. #Raqqa"));
        await bed.WithAsync<SourceDesk, DeskAnswer>(desk =>
            desk.FollowAsync(
                new NewSource("town", new Uri(bed.Server.Address, "/feed").AbsoluteUri, "feed", null, "Town", null, null, true),
                WallTestBed.Tester,
                Cancellation
            )
        );
        await bed.PollAsync("town");
        await bed.WithAsync<ConcordDb, int>(db =>
            db.Database.ExecuteSqlRawAsync(
                """
                UPDATE wall_posts SET member = 'iraq';
                INSERT INTO wall_topics (post_id, scheme, value, "order", language)
                SELECT id, 'Effort', 'stabilisation', "order", language FROM wall_posts;
                """,
                Cancellation
            )
        );

        await bed.WithAsync<ConcordDb, bool>(async db =>
        {
            var migrator = db.GetService<IMigrator>();
            await migrator.MigrateAsync("Wall", Cancellation);
            await migrator.MigrateAsync(targetMigration: null, Cancellation);
            return true;
        });

        var found = await bed.WithAsync<FindPosts, IReadOnlyList<Post>>(find =>
            find.NewestAsync(new WallFilter("iraq", "en", "raqqa", "stabilisation"), after: null, 10, Cancellation)
        );
        found.ShouldHaveSingleItem().SourceId.ShouldBe("1");
    }
}
