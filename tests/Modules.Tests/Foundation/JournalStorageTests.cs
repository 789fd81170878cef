using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Foundation;

public sealed class JournalStorageTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_untouched_journal_is_valid(Provider provider)
    {
        await using var database = await FilledAsync(provider, 7);

        var check = await VerifyAsync(database);

        check.Break.ShouldBeNull();
        check.Count.ShouldBe(7);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_empty_journal_is_valid(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);

        (await VerifyAsync(database)).ShouldSatisfyAllConditions(
            check => check.Break.ShouldBeNull(),
            check => check.Count.ShouldBe(0)
        );
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_first_altered_entry_is_reported(Provider provider)
    {
        await using var database = await FilledAsync(provider, 7);
        await database.TamperAsync("UPDATE journal SET actor = 'person:nobody' WHERE seq IN (3, 5)");

        (await VerifyAsync(database)).Break.ShouldBe(new JournalBreak(3, JournalFault.Altered));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_removed_entry_is_reported(Provider provider)
    {
        await using var database = await FilledAsync(provider, 7);
        await database.TamperAsync("DELETE FROM journal WHERE seq = 4");

        (await VerifyAsync(database)).Break.ShouldBe(new JournalBreak(4, JournalFault.Removed));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Removal_of_the_newest_entries_is_detected(Provider provider)
    {
        await using var database = await FilledAsync(provider, 7);
        await database.TamperAsync("DELETE FROM journal WHERE seq > 5");

        (await VerifyAsync(database)).Break.ShouldBe(new JournalBreak(6, JournalFault.Removed));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_replaced_head_row_does_not_hide_removed_entries(Provider provider)
    {
        await using var database = await FilledAsync(provider, 7);
        await database.TamperAsync("DELETE FROM journal WHERE seq > 5", "DELETE FROM journal_head");

        (await VerifyAsync(database)).Break.ShouldNotBeNull();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_entry_added_after_the_head_is_reported(Provider provider)
    {
        await using var database = await FilledAsync(provider, 3);
        await database.TamperAsync(
            """
            INSERT INTO journal (seq, at, actor, module, kind, subject, tags, data, previous_hash, hash)
            SELECT 4, at, actor, module, kind, subject, tags, data, hash, 'abc' FROM journal WHERE seq = 3
            """
        );

        (await VerifyAsync(database)).Break.ShouldBe(new JournalBreak(4, JournalFault.Inserted));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_replaced_entry_with_its_own_hash_is_reported(Provider provider)
    {
        await using var database = await FilledAsync(provider, 5);
        await using var scope = database.Scope();
        var entries = await scope.ServiceProvider.GetRequiredService<JournalReader>().AfterAsync(0, 10, default);
        var forged = entries[2] with { Subject = "thing:forged" };
        await database.TamperAsync(
            $"UPDATE journal SET subject = 'thing:forged', hash = '{JournalChain.HashOf(forged)}' WHERE seq = 3"
        );

        // Entry 3 has the hash of its own content; entry 4 no longer follows it.
        (await VerifyAsync(database)).Break.ShouldBe(new JournalBreak(4, JournalFault.Inserted));
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_database_refuses_changes_to_entries(Provider provider)
    {
        await using var database = await FilledAsync(provider, 2);
        await using var scope = database.Scope();
        var journal = scope.ServiceProvider.GetRequiredService<ConcordDb>().Set<JournalEntry>();

        await Should.ThrowAsync<System.Data.Common.DbException>(() =>
            journal.ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Actor, "x"))
        );
        await Should.ThrowAsync<System.Data.Common.DbException>(() => journal.ExecuteDeleteAsync());
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Writers_at_the_same_time_never_fork_the_chain(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() => FillAsync(database, 25, writer * 100))));

        (await VerifyAsync(database)).ShouldSatisfyAllConditions(
            check => check.Break.ShouldBeNull(),
            check => check.Count.ShouldBe(200)
        );
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_rolled_back_change_leaves_no_journal_entry(Provider provider)
    {
        await using var database = await FilledAsync(provider, 2);
        await using (var scope = database.Scope())
        {
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Record(TestEvent.Numbered(3));
            await db.SaveChangesAsync();
        }

        (await VerifyAsync(database)).Count.ShouldBe(2);
        await FillAsync(database, 1, 50);
        (await VerifyAsync(database)).ShouldSatisfyAllConditions(
            check => check.Break.ShouldBeNull(),
            check => check.Count.ShouldBe(3)
        );
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_change_without_an_audit_event_is_refused(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        db.Add(
            new Concord.Newsroom.Documents.PlaceName
            {
                Place = "raqqa",
                Language = "en",
                Name = "Raqqa",
            }
        );

        await Should.ThrowAsync<InvalidOperationException>(() => db.SaveChangesAsync());
        Should.Throw<NotSupportedException>(() => db.SaveChanges());
    }

    private static async Task<TestDatabase> FilledAsync(Provider provider, int entries)
    {
        var database = await Providers.OpenAsync(provider);
        await FillAsync(database, entries, 0);
        return database;
    }

    private static async Task FillAsync(TestDatabase database, int entries, int from)
    {
        for (var number = from + 1; number <= from + entries; number++)
        {
            await using var scope = database.Scope();
            var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
            db.Record(TestEvent.Numbered(number));
            await db.SaveChangesAsync();
        }
    }

    private static async Task<JournalVerifier> VerifyAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return (await scope.ServiceProvider.GetRequiredService<RecordVerifier>().VerifyAsync([], progress: null, default)).Chain;
    }
}
