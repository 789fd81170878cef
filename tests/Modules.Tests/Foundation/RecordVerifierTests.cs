using System.Text;
using Concord.Accounts;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Concord.Media;
using Concord.Media.Downloads;
using Concord.Media.Library;
using Concord.Media.Recordings;
using Concord.Modules.Tests.Media;
using Concord.Modules.Tests.Newsroom.WordPress;
using Concord.Newsroom.Clearance;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Printing;
using Concord.Newsroom.Records;
using Concord.Newsroom.WordPress;
using Concord.TestKit;
using Concord.Wall.Moderation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Foundation;

/// <summary>Somebody with full access to the database changes what the site says: <c>concord verify</c> names each row.</summary>
public sealed class RecordVerifierTests
{
    private static readonly IReadOnlyDictionary<string, string?> AllLanguages = new Dictionary<string, string?>
    {
        ["Concord:Languages:2"] = "fr",
        ["Concord:Languages:3"] = "ckb",
    };

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Every_audited_table_is_verified_against_the_journal(Provider provider)
    {
        await using var database = await FilledAsync(provider);
        (await VerifyAsync(database)).IsGood.ShouldBeTrue();

        var tables = await TablesAsync(database);
        for (var index = 0; index < tables.Count; index++)
        {
            // Three tables at once, since each verification reads the whole database.
            var (altered, added, removed) = (
                tables[index],
                tables[(index + 1) % tables.Count],
                tables[(index + 2) % tables.Count]
            );
            await TamperAsync(database, altered.Keep("kept"), altered.Alter, added.Insert, removed.Keep("gone"), removed.Delete);

            var faults = (await VerifyAsync(database)).Faults;

            faults
                .Select(fault => (fault.Table, fault.Kind))
                .ShouldBe(
                    [
                        (altered.Name, RowFaultKind.Altered),
                        (added.Name, RowFaultKind.NotRecorded),
                        (removed.Name, RowFaultKind.Removed),
                    ],
                    ignoreOrder: true
                );
            await TamperAsync(database, altered.Delete, altered.PutBack("kept"), added.DeleteInserted, removed.PutBack("gone"));
            await TamperAsync(database, "DROP TABLE kept", "DROP TABLE gone");
        }

        (await VerifyAsync(database)).Faults.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task An_emptied_journal_beside_content_is_detected(Provider provider)
    {
        await using var database = await FilledAsync(provider);
        await TamperAsync(database, "DELETE FROM journal", $"UPDATE journal_head SET seq = 0, hash = '{JournalChain.Genesis}'");

        var report = await VerifyAsync(database);

        report.Chain.Break.ShouldBeNull();
        report.FaultCount.ShouldBe((int)report.Rows);
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task A_cut_tail_a_new_chain_and_another_database_fail_a_checkpoint(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await using var other = await Providers.OpenAsync(provider);
        await RecordAsync(database, 5);
        await RecordAsync(other, 5);
        var noted = await HeadAsync(database);
        (await VerifyAsync(database, noted)).IsGood.ShouldBeTrue();
        (await VerifyAsync(other, noted)).FailedCheckpoint.ShouldBe(noted);

        await RecordAsync(database, 2);
        (await VerifyAsync(database, noted)).IsGood.ShouldBeTrue();
        var fourth = await HashAsync(database, 4);
        await TamperAsync(database, "DELETE FROM journal WHERE seq > 4", $"UPDATE journal_head SET seq = 4, hash = '{fourth}'");

        (await VerifyAsync(database)).IsGood.ShouldBeTrue();
        (await VerifyAsync(database, noted)).FailedCheckpoint.ShouldBe(noted);
        await RecordAsync(database, 3);
        (await VerifyAsync(database)).IsGood.ShouldBeTrue();
        (await VerifyAsync(database, noted)).FailedCheckpoint.ShouldBe(noted);
    }

    [Fact]
    public async Task A_checkpoint_file_is_read_line_by_line_and_a_broken_line_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "checkpoints.txt");
        var (first, second) = (new Checkpoint(3, new string('a', 64)), new Checkpoint(9, new string('b', 64)));
        var day = new DateTime(2020, 10, 23, 0, 0, 0, DateTimeKind.Utc);

        await CheckpointFile.AppendAsync(path, first, day, default);
        await CheckpointFile.AppendAsync(path, first, day.AddDays(1), default);
        await CheckpointFile.AppendAsync(path, second, day.AddDays(2), default);

        (await CheckpointFile.ReadAsync(path, default)).ShouldBe([first, second]);
        await File.AppendAllTextAsync(path, "2020-10-26T00:00:00Z 12:abc\n");
        (await Should.ThrowAsync<FormatException>(() => CheckpointFile.ReadAsync(path, default))).Message.ShouldContain("line 3");
    }

    private static async Task<VerificationReport> VerifyAsync(TestDatabase database, params Checkpoint[] checkpoints)
    {
        await using var scope = database.Scope();
        return await scope.ServiceProvider.GetRequiredService<RecordVerifier>().VerifyAsync(checkpoints, progress: null, default);
    }

    private static async Task<Checkpoint> HeadAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        return (await scope.ServiceProvider.GetRequiredService<JournalReader>().HeadAsync(default))!;
    }

    private static async Task<string> HashAsync(TestDatabase database, long seq)
    {
        await using var scope = database.Scope();
        return (await scope.ServiceProvider.GetRequiredService<JournalReader>().HashAtAsync(seq, default))!;
    }

    private static Task TamperAsync(TestDatabase database, params string[] statements) => database.TamperAsync(statements);

    private static async Task RecordAsync(TestDatabase database, int count)
    {
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        for (var number = 1; number <= count; number++)
        {
            db.Record(TestEvent.Numbered(number));
        }

        await db.SaveChangesAsync();
    }

    /// <summary>The demonstration content, and a row in each audited table that it leaves empty.</summary>
    private static async Task<TestDatabase> FilledAsync(Provider provider)
    {
        var database = await Providers.OpenAsync(provider, settings: AllLanguages);
        await using var scope = database.Scope();
        var services = scope.ServiceProvider;
        var actor = Actor.Command("test");
        var result = await services
            .GetRequiredService<ImportContent>()
            .RunAsync(HomeDirectory.Shipped("content"), default, actor, progress: null, default);
        result.Problems.ShouldBeEmpty();
        var draft = new Draft("not-yet", "en", "Not yet", "A draft.", "Text of the draft.\n\n![](picture:violin)")
        {
            Kind = "story",
        };
        (await services.GetRequiredService<SaveDraft>().RunAsync(draft, actor, default)).IsDone.ShouldBeTrue();
        await services
            .GetRequiredService<ScheduleRelease>()
            .RunAsync(
                [new ReleaseChoice("not-yet", Languages: null)],
                new DueTime(DateTime.UtcNow.AddDays(1), "2030-10-23T09:00", "Asia/Baghdad"),
                reason: null,
                actor,
                default
            );
        await services.GetRequiredService<BlockRuleCommands>().AddAsync(isLink: false, "watches", "spam", actor, default);
        var invitation = new Invitation("translator@example.org", null, [new RoleGrant(Role.Translator, "ar")]);
        (await services.GetRequiredService<InvitePerson>().RunAsync(invitation, actor, default)).IsDone.ShouldBeTrue();
        var tall = SamplePhotograph.Of(".png", 200, 400);
        (
            await services.GetRequiredService<UploadPicture>().RunAsync("tall.png", _ => Task.FromResult(tall), actor, default)
        ).Fault.ShouldBeNull();
        var pdf = SamplePdf.Of("Text");
        var file = await services.GetRequiredService<UploadFile>().RunAsync("a.pdf", _ => Task.FromResult(pdf), actor, default);
        (
            await services
                .GetRequiredService<SaveDraft>()
                .RunAsync(
                    new Draft("with-file", "en", "Title", "Summary.", $"[Report](file:{file.Name})") { Kind = "story" },
                    actor,
                    default
                )
        ).IsDone.ShouldBeTrue();
        await FillClearanceAsync(services, actor);
        await FillRecordsAsync(services, actor);
        return database;
    }

    private static async Task FillClearanceAsync(IServiceProvider services, Actor actor)
    {
        var invitation = new Invitation("clearer@example.org", null, [new RoleGrant(Role.Clearer, "")]);
        (await services.GetRequiredService<InvitePerson>().RunAsync(invitation, actor, default)).IsDone.ShouldBeTrue();
        (
            await services
                .GetRequiredService<SetClearanceSteps>()
                .RunAsync("story", [new StepRule("Legal adviser", 1, false, [])], actor, default)
        ).IsDone.ShouldBeTrue();
        (await services.GetRequiredService<RequestClearance>().RunAsync("not-yet", "en", actor, default)).IsDone.ShouldBeTrue();
        var round = await services.GetRequiredService<ConcordDb>().Set<ClearanceRound>().SingleAsync();
        var (token, _) = await services
            .GetRequiredService<InviteGuestClearer>()
            .RunAsync("not-yet", "en", round.Id, 0, "Ministry", actor, default);
        token.ShouldNotBeNull();
        (
            await services.GetRequiredService<InviteEarlyReader>().RunAsync("not-yet", "Agency", actor, default)
        ).Token.ShouldNotBeNull();
        (
            await services.GetRequiredService<CommentOnText>().AddAsync("not-yet", "en", "", "A comment.", actor, default)
        ).IsDone.ShouldBeTrue();
        (await services.GetRequiredService<Clear>().RunAsync("not-yet", "en", null, actor, default)).IsDone.ShouldBeTrue();
    }

    private static async Task FillRecordsAsync(IServiceProvider services, Actor actor)
    {
        var old = Encoding.UTF8.GetBytes(new SampleExport().Post(1, "Old", "<p>Text.</p>", "from-elsewhere").ToXml());
        await services
            .GetRequiredService<ImportWordPress>()
            .RunAsync(() => new MemoryStream(old), new WordPressOptions(), actor, progress: null, default);
        await AddRecordingAsync(services, actor);
        var (reader, edit) = (services.GetRequiredService<RecordReader>(), services.GetRequiredService<EditRecord>());
        var kind = reader.KindOf("place")!;
        var shown = (await reader.ReadAsync(kind, "raqqa", default))!;
        var values = reader.ValuesOf(kind, shown.Content);
        values["names.en"] = "Raqqa city";
        values["location"] = "35.95, 39.01";
        (await edit.SaveAsync(kind, "raqqa", values, shown.Base, actor, default)).IsDone.ShouldBeTrue();
        (await edit.PublishAsync(kind, "raqqa", 2, reason: null, actor, default)).IsDone.ShouldBeTrue();
    }

    /// <summary>As a conversion stores it.</summary>
    private static async Task AddRecordingAsync(IServiceProvider services, Actor actor)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "film.mp4");
        await File.WriteAllTextAsync(path, "film");
        var content = await services.GetRequiredService<RecordingStore>().AddAsync(path, actor, default);
        var db = services.GetRequiredService<ConcordDb>();
        var recording = new Recording
        {
            Name = "film",
            FileName = "film.mp4",
            State = RecordingState.Ready,
            Kind = RecordingKind.Video,
            Duration = 1000,
            HasSound = true,
            Width = 640,
            Height = 360,
        };
        recording.Files.Add(
            new RecordingFile
            {
                Recording = "film",
                Variant = RecordingVariant.Small,
                Digest = content.Digest,
                Type = "video/mp4",
                Length = content.Length,
            }
        );
        recording.Texts.Add(
            new RecordingTexts
            {
                Recording = "film",
                Language = "en",
                Transcript = "Words.",
            }
        );
        db.Add(recording);
        db.Add(
            new PrintedEdition
            {
                EditionId = await db.Set<Edition>().Select(edition => edition.Id).FirstAsync(),
                Number = 1,
                FileDigest = content.Digest,
                Length = content.Length,
                PrintedAt = DateTime.UnixEpoch,
            }
        );
        db.Record(new RecordingConverted("film") { Actor = actor, Subject = "recording:film" });
        await db.SaveChangesAsync();
    }

    private static async Task<List<TamperedTable>> TablesAsync(TestDatabase database)
    {
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        var tables = new List<TamperedTable>();
        foreach (var type in db.Model.GetEntityTypes().Where(type => type.GetIsAudited() == true))
        {
            var table = type.GetTableName()!;
            var sql = string.Concat("SELECT COUNT(*) AS \"Value\" FROM ", table);
            var count = await db.Database.SqlQueryRaw<int>(sql).SingleAsync();
            count.ShouldBeGreaterThan(0, $"{table} is empty: the test has to fill it.");
            tables.Add(new TamperedTable(type, database.Settings.IsPostgres));
        }

        tables.Count.ShouldBeGreaterThan(20);
        return tables;
    }

    /// <summary>SQL that changes one row of a table, and undoes it.</summary>
    private sealed class TamperedTable(IEntityType type, bool isPostgres)
    {
        private readonly string[] columns = [.. type.GetProperties().Select(property => $"\"{property.GetColumnName()}\"")];

        private IProperty KeyColumn => type.FindPrimaryKey()!.Properties[^1];

        private IProperty Changed =>
            type.GetProperties()
                .FirstOrDefault(one => !one.IsPrimaryKey() && one.ClrType == typeof(string) && !one.IsForeignKey())
            ?? type.GetProperties().First(one => !one.IsPrimaryKey() && !one.IsForeignKey());

        public string Name => type.GetTableName()!;

        private string Row =>
            isPostgres
                ? $"ctid = (SELECT ctid FROM {Name} ORDER BY {Order} LIMIT 1)"
                : $"rowid = (SELECT rowid FROM {Name} ORDER BY {Order} LIMIT 1)";

        private string Order =>
            string.Join(", ", type.FindPrimaryKey()!.Properties.Select(property => $"\"{property.GetColumnName()}\""));

        public string Alter => $"UPDATE {Name} SET \"{Changed.GetColumnName()}\" = {Other(Changed)} WHERE {Row}";

        public string Keep(string copy) => $"CREATE TABLE {copy} AS SELECT * FROM {Name} WHERE {Row}";

        public string Delete => $"DELETE FROM {Name} WHERE {Row}";

        public string PutBack(string copy) =>
            $"INSERT INTO {Name} ({string.Join(", ", columns)}) SELECT {string.Join(", ", columns)} FROM {copy}";

        public string Insert
        {
            get
            {
                var unique = type.GetIndexes().Where(index => index.IsUnique).SelectMany(index => index.Properties).ToHashSet();
                var values = type.GetProperties()
                    .Select(property =>
                        property == KeyColumn || (unique.Contains(property) && !property.IsForeignKey())
                            ? Other(property)
                            : $"\"{property.GetColumnName()}\""
                    );
                return $"INSERT INTO {Name} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM {Name} WHERE {Row}";
            }
        }

        public string DeleteInserted => $"DELETE FROM {Name} WHERE \"{KeyColumn.GetColumnName()}\" = {Value(KeyColumn)}";

        /// <summary>A value that no row has.</summary>
        private string Value(IProperty property)
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            var (text, cast) =
                type.IsEnum ? (Enum.GetNames(type)[^1], "")
                : type == typeof(Guid) ? ("11111111-2222-3333-4444-555555555555", "::uuid")
                : type == typeof(DateOnly) ? ("1999-01-01", "::date")
                : ("forged", "");
            return type == typeof(int) || type == typeof(long) ? "9999" : $"'{text}'{(isPostgres ? cast : "")}";
        }

        private string Other(IProperty property)
        {
            var column = $"\"{property.GetColumnName()}\"";
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            return property.IsPrimaryKey() ? Value(property)
                : type == typeof(string) ? $"'x' || COALESCE({column}, '')"
                : type == typeof(DateTime) ? (isPostgres ? $"{column} + interval '1 day'" : "'1999-01-01 00:00:00'")
                : type == typeof(int) || type == typeof(long) || type == typeof(decimal) ? $"{column} + 1000"
                : type == typeof(bool) ? (isPostgres ? $"NOT {column}" : $"1 - {column}")
                : Value(property);
        }
    }
}
