using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Journal;

internal static class JournalModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<JournalEntry>(entry =>
        {
            entry.ToTable("journal");
            entry.IsOperational();
            entry.IsAppendOnly();
            entry.HasKey(row => row.Seq);
            entry.Property(row => row.Seq).ValueGeneratedNever();
            entry.Property(row => row.Data).HasMaxLength(1_000_000);
            entry.Property(row => row.Rows).HasMaxLength(10_000_000);
            entry.Property(row => row.PreviousHash).HasMaxLength(64);
            entry.Property(row => row.Hash).HasMaxLength(64);
            entry.HasIndex(row => row.PreviousHash).IsUnique();
            entry.HasIndex(row => row.Subject);
        });
        model.Entity<JournalHead>(head =>
        {
            head.ToTable("journal_head");
            head.IsOperational();
            head.Property(row => row.Id).ValueGeneratedNever();
            head.Property(row => row.Hash).HasMaxLength(64);
            head.HasData(
                new JournalHead
                {
                    Id = 1,
                    Seq = 0,
                    Hash = JournalChain.Genesis,
                }
            );
        });
    }
}
