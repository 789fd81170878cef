using Concord.Foundation.Storage;
using Concord.Mail.Digest;
using Microsoft.EntityFrameworkCore;

namespace Concord.Mail.Storage;

internal sealed class MailModel : IModelPart
{
    private const int MaxLanguage = 12;

    public string Name => "mail";

    public void Configure(ModelBuilder model) =>
        model.Entity<WorkDigest>(digest =>
        {
            digest.ToTable("mail_work_digests");
            digest.IsOperational();
            digest.HasKey(row => row.AccountId);
            digest.Property(row => row.AccountId).ValueGeneratedNever();
            digest.Property(row => row.Address).HasMaxLength(WorkDigest.MaxAddress);
            digest.Property(row => row.Zone).HasMaxLength(WorkDigest.MaxZone);
            digest.Property(row => row.Language).HasMaxLength(MaxLanguage);
        });
}
