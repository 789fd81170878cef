using System.Reflection;
using Concord.Foundation.Journal;
using Concord.Foundation.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Foundation.Storage;

/// <summary>
/// The one database context. Its model is composed of the parts that modules register. A save of audited rows writes their
/// audit events to the journal in the same transaction; operational rows are saved as in any other context.
/// </summary>
public sealed class ConcordDb(DbContextOptions<ConcordDb> options, IEnumerable<IModelPart> parts, TimeProvider time)
    : DbContext(options)
{
    private static readonly MethodInfo RowsOfType = typeof(ConcordDb).GetMethod(
        nameof(Rows),
        BindingFlags.NonPublic | BindingFlags.Instance
    )!;

    private readonly IReadOnlyList<IModelPart> parts = [.. parts.OrderBy(part => part.Name, StringComparer.Ordinal)];
    private readonly List<AuditEvent> pending = [];
    private readonly Dictionary<IEntityType, RowFormat> formats = [];

    /// <summary>The transaction that holds the lock on the journal head, and since when.</summary>
    private (Guid Transaction, long At) locked;

    /// <summary>Names of the parts, joined: the cached model depends on them.</summary>
    internal string PartNames => string.Join('+', parts.Select(part => part.Name));

    /// <summary>Adds one event to the journal; it is written by the next save or not at all.</summary>
    public void Record(AuditEvent auditEvent) => pending.Add(auditEvent);

    /// <summary>Drops all changes and events that were not saved.</summary>
    public void Discard()
    {
        ChangeTracker.Clear();
        pending.Clear();
    }

    /// <exception cref="InvalidOperationException">An audited row changed and no event was recorded.</exception>
    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        ChangeTracker.DetectChanges();
        RaiseVersions();
        var rows = ChangedRows();
        if (pending.Count == 0)
        {
            return rows.Count > 0
                ? throw new InvalidOperationException(
                    $"Rows of {rows[0].Table} changed without an audit event: call Record first."
                )
                : await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        var drafts = pending.Select((one, place) => JournalChain.Draft(one, place == pending.Count - 1 ? rows : [])).ToList();
        var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
        await using (own)
        {
            var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken);
            // Last, because from here to the commit no other process can write to the journal.
            var transaction = Database.CurrentTransaction!.TransactionId;
            var lockedAt = await JournalWriter.AppendAsync(this, drafts, time.GetUtcNow().UtcDateTime, cancellationToken);
            locked = locked.Transaction == transaction ? locked : (transaction, lockedAt);
            if (own is not null)
            {
                await CommitAsync(own, cancellationToken);
            }

            ChangeTracker.AcceptAllChanges();
            pending.Clear();
            return saved;
        }
    }

    /// <summary>Saves operational rows.</summary>
    /// <exception cref="NotSupportedException">There are audited changes or events: use SaveChangesAsync.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        ChangeTracker.DetectChanges();
        RaiseVersions();
        return pending.Count > 0 || ChangedRows().Count > 0
            ? throw new NotSupportedException("Audited rows are saved by SaveChangesAsync.")
            : base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>
    /// Begins a transaction that only one writer of the same <paramref name="scope"/> has at a time, such as
    /// <c>wall:ingestion</c>. Writers of other scopes and readers do not wait.
    /// </summary>
    public async Task<IDbContextTransaction> BeginExclusiveTransactionAsync(string scope, CancellationToken cancellation)
    {
        var transaction = await Database.BeginTransactionAsync(cancellation);
        try
        {
            await Database.ExecuteSqlAsync(
                $"INSERT INTO write_locks (scope, holders) VALUES ({scope}, 1) ON CONFLICT (scope) DO UPDATE SET holders = 1",
                cancellation
            );
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>Commits a transaction that was begun by the caller.</summary>
    public async Task CommitAsync(IDbContextTransaction transaction, CancellationToken cancellation)
    {
        await transaction.CommitAsync(cancellation);
        if (locked.Transaction == transaction.TransactionId)
        {
            JournalMetrics.Record(locked.At);
        }
    }

    /// <summary>Runs queries that all see the database as it was at one time, while others go on writing.</summary>
    public async Task<T> ReadSnapshotAsync<T>(Func<Task<T>> read, CancellationToken cancellation)
    {
        await Database.OpenConnectionAsync(cancellation);
        try
        {
            // As SQL, because EF Core's transaction on SQLite takes the lock of a writer.
            var begin = Database.IsNpgsqlDatabase() ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN DEFERRED";
            await Database.ExecuteSqlRawAsync(begin, cancellation);
            return await read();
        }
        finally
        {
            await Database.ExecuteSqlRawAsync("ROLLBACK", CancellationToken.None);
            await Database.CloseConnectionAsync();
        }
    }

    /// <summary>The canonical forms of all audited tables.</summary>
    internal IEnumerable<(IEntityType Type, RowFormat Format)> AuditedTables() =>
        Model
            .GetEntityTypes()
            .Where(type => type.GetIsAudited() == true)
            .OrderBy(type => type.GetTableName(), StringComparer.Ordinal)
            .Select(type => (type, FormatOf(type)));

    /// <summary>All rows of one table, not tracked.</summary>
    internal IAsyncEnumerable<object> ReadRows(IEntityType type) =>
        (IAsyncEnumerable<object>)RowsOfType.MakeGenericMethod(type.ClrType).Invoke(this, null)!;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<string>().HaveMaxLength(2000);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
    }

    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ReplaceService<IModelCacheKeyFactory, ModelCacheKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        JournalModel.Configure(modelBuilder);
        WriteLock.Configure(modelBuilder);
        DataProtectionKey.Configure(modelBuilder);
        foreach (var part in parts)
        {
            part.Configure(modelBuilder);
        }

        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(IVersioned))))
        {
            modelBuilder.Entity(type.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
        }

        // The database must not delete audited rows by itself: no digest would say so.
        foreach (var key in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys()))
        {
            key.DeleteBehavior = DeleteBehavior.ClientCascade;
        }
    }

    private IAsyncEnumerable<object> Rows<T>()
        where T : class => Set<T>().AsNoTracking().AsAsyncEnumerable();

    private RowFormat FormatOf(IEntityType type)
    {
        if (!formats.TryGetValue(type, out var format))
        {
            formats[type] = format = new RowFormat(type);
        }

        return format;
    }

    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>().Where(entry => entry.State == EntityState.Modified))
        {
            entry.Entity.Version = entry.Property(row => row.Version).OriginalValue + 1;
        }
    }

    private List<ChangedRow> ChangedRows()
    {
        var rows = new List<ChangedRow>();
        foreach (var entry in ChangeTracker.Entries().Where(entry => entry.Metadata.GetIsAudited() == true))
        {
            var format = FormatOf(entry.Metadata);
            if (entry.State == EntityState.Deleted)
            {
                rows.Add(new ChangedRow(format.Table, format.KeyOf(entry), Digest: null));
            }
            else if (entry.State == EntityState.Added || (entry.State == EntityState.Modified && format.IsChanged(entry)))
            {
                rows.Add(new ChangedRow(format.Table, format.KeyOf(entry), format.DigestOf(entry)));
            }
        }

        return rows;
    }
}
