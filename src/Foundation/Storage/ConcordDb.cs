using Concord.Foundation.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Concord.Foundation.Storage;

/// <summary>
/// The one database context. Its model is put together from the parts that modules register; every save writes the
/// journal's rows in the same transaction as the change they speak of.
/// </summary>
public sealed class ConcordDb(DbContextOptions<ConcordDb> options, IEnumerable<IModelPart> parts, TimeProvider time)
    : DbContext(options)
{
    private readonly IReadOnlyList<IModelPart> parts = [.. parts.OrderBy(part => part.Name, StringComparer.Ordinal)];
    private readonly List<AuditEvent> pending = [];

    /// <summary>Names of the parts, joined: what one cached model is told apart from another by.</summary>
    internal string PartNames => string.Join('+', parts.Select(part => part.Name));

    /// <summary>Adds one fact to the journal; it is written by the next save or not at all.</summary>
    public void Record(AuditEvent record) => pending.Add(record);

    /// <exception cref="InvalidOperationException">Something changed that no recorded fact speaks of.</exception>
    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        if (pending.Count == 0)
        {
            return ChangeTracker.HasChanges()
                ? throw new InvalidOperationException("There are changes that no journal record speaks of: call Record first.")
                : 0;
        }

        var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
        await using (own)
        {
            var entries = await AppendAsync(cancellationToken);
            try
            {
                var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken);
                if (own is not null)
                {
                    await own.CommitAsync(cancellationToken);
                }

                ChangeTracker.AcceptAllChanges();
                pending.Clear();
                return rows;
            }
            finally
            {
                entries.ForEach(entry => entry.State = EntityState.Detached);
            }
        }
    }

    /// <summary>Not offered: the journal is written asynchronously.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Use SaveChangesAsync: only it writes the journal.");

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
        foreach (var part in parts)
        {
            part.Configure(modelBuilder);
        }
    }

    /// <summary>
    /// Begins a transaction in which nobody else writes until it ends: for work that reads, decides and writes over many
    /// rows. Others that write wait meanwhile; readers do not.
    /// </summary>
    public async Task<IDbContextTransaction> BeginExclusiveTransactionAsync(CancellationToken cancellation)
    {
        var transaction = await Database.BeginTransactionAsync(cancellation);
        await LockJournalAsync(cancellation);
        return transaction;
    }

    private async Task<List<EntityEntry>> AppendAsync(CancellationToken cancellation)
    {
        await LockJournalAsync(cancellation);
        var last = await Set<JournalHead>().AsNoTracking().SingleAsync(cancellation);
        var head = new JournalHead
        {
            Id = last.Id,
            Seq = last.Seq,
            Hash = last.Hash,
        };
        var headEntry = Attach(head);
        var entries = new List<EntityEntry> { headEntry };
        foreach (var record in pending)
        {
            var entry = JournalChain.Seal(record, head.Seq + 1, head.Hash, time.GetUtcNow().UtcDateTime);
            entries.Add(Add(entry));
            (head.Seq, head.Hash) = (entry.Seq, entry.Hash);
        }

        return entries;
    }

    /// <summary>Touching the one head row makes writers follow one another on every provider, without provider code.</summary>
    private async Task LockJournalAsync(CancellationToken cancellation)
    {
        var heads = await Set<JournalHead>()
            .ExecuteUpdateAsync(set => set.SetProperty(head => head.Seq, head => head.Seq), cancellation);
        if (heads != 1)
        {
            throw new InvalidOperationException(
                "The journal has no head row: the database was not migrated, or was tampered with."
            );
        }
    }
}
