using Concord.Foundation.Storage;
using Concord.Foundation.Storage.Backups;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Modules.Tests.Foundation;

/// <summary>A backup holds every type of column that a module may use, the same on both databases.</summary>
public sealed class TableRowsTests : IDisposable
{
    private static readonly Everything[] Rows =
    [
        new()
        {
            Id = Guid.Parse("0192f3a4-0000-7000-8000-000000000001"),
            Text = "نص “quoted” \n\t \\ 🌍",
            Letter = 'ك',
            Bytes = [0, 1, 255],
            IsTrue = true,
            Tiny = 255,
            Short = short.MinValue,
            Int = int.MaxValue,
            Long = long.MinValue,
            Decimal = 12345.678900m,
            Double = 0.1 + 0.2,
            Single = 1.5f,
            Day = new DateOnly(2020, 10, 23),
            Time = new TimeOnly(23, 59, 59, 123),
            Span = TimeSpan.FromMilliseconds(90_061_001),
            At = new DateTime(2020, 10, 23, 9, 0, 0, 123, DateTimeKind.Utc),
            AtOffset = new DateTimeOffset(2020, 10, 23, 9, 0, 0, 456, TimeSpan.Zero),
            Kind = DayOfWeek.Friday,
            Names = ["one", "two, three", ""],
        },
        new() { Id = Guid.Parse("0192f3a4-0000-7000-8000-000000000002"), Text = "" },
    ];

    private readonly TemporaryFolder folder = new();

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Every_type_of_column_is_restored(Provider provider)
    {
        await using var from = await OpenAsync(provider, "from");
        from.AddRange(Rows);
        await from.SaveChangesAsync();
        var lines = await LinesAsync(from);
        await using var sqlite = await OpenAsync(Provider.Sqlite, "sqlite");
        (await LinesAsync(await FillAsync(sqlite, lines))).ShouldBe(lines);
        if (provider == Provider.Postgres)
        {
            await using var back = await OpenAsync(Provider.Postgres, "back");
            (await LinesAsync(await FillAsync(back, await LinesAsync(sqlite)))).ShouldBe(lines);
        }

        var restored = await sqlite.Rows.OrderBy(row => row.Id).ToListAsync();
        restored.ShouldBeEquivalentTo(Rows.ToList());
    }

    public void Dispose() => folder.Dispose();

    private static TableRows TableOf(EverythingDb db) =>
        new(db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.Single(), db.GetService<ISqlGenerationHelper>());

    private static async Task<List<string>> LinesAsync(EverythingDb db)
    {
        var table = TableOf(db);
        await db.Database.OpenConnectionAsync();
        await using var select = db.Database.GetDbConnection().CreateCommand();
        select.CommandText = table.Select;
        await using var reader = await select.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(table.Write(reader));
        }

        return lines;
    }

    private static async Task<EverythingDb> FillAsync(EverythingDb db, List<string> lines)
    {
        var table = TableOf(db);
        await db.Database.OpenConnectionAsync();
        await using var insert = table.Insert(db.Database.GetDbConnection());
        foreach (var line in lines)
        {
            table.Fill(insert, line);
            await insert.ExecuteNonQueryAsync();
        }

        return db;
    }

    private async Task<EverythingDb> OpenAsync(Provider provider, string name)
    {
        var builder = new DbContextOptionsBuilder<EverythingDb>();
        if (provider == Provider.Postgres)
        {
            var server = await PostgresServer.GetAsync();
            Assert.SkipWhen(server is null, "PostgreSQL is not installed here.");
            builder.UseNpgsql(await server!.CreateDatabaseAsync());
        }
        else
        {
            builder.UseSqlite($"Data Source={Path.Combine(folder.Path, name)}.db;Pooling=False");
        }

        var db = new EverythingDb(builder.Options);
        await db.Database.EnsureCreatedAsync();
        return db;
    }

    private sealed class EverythingDb(DbContextOptions<EverythingDb> options) : DbContext(options)
    {
        public DbSet<Everything> Rows => Set<Everything>();

        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
            configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    private sealed class Everything
    {
        public Guid Id { get; set; }

        public string? Text { get; set; }

        public char? Letter { get; set; }

        public byte[]? Bytes { get; set; }

        public bool IsTrue { get; set; }

        public byte Tiny { get; set; }

        public short Short { get; set; }

        public int Int { get; set; }

        public long? Long { get; set; }

        public decimal Decimal { get; set; }

        public double Double { get; set; }

        public float Single { get; set; }

        public DateOnly? Day { get; set; }

        public TimeOnly? Time { get; set; }

        public TimeSpan? Span { get; set; }

        public DateTime? At { get; set; }

        public DateTimeOffset? AtOffset { get; set; }

        public DayOfWeek Kind { get; set; }

        public List<string> Names { get; set; } = [];
    }
}
