using Concord.Foundation.Storage;
using Concord.Members.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Concord.Members.Storage;

internal sealed class MembersModel : IModelPart
{
    public string Name => "members";

    public void Configure(ModelBuilder model)
    {
        model.Entity<Member>(member =>
        {
            member.ToTable("members_members");
            member.IsAudited();
            member.Property(row => row.Id).ValueGeneratedNever();
            member.Property(row => row.Links).HasMaxLength(20_000);
            member.HasIndex(row => row.Slug).IsUnique();
            member.HasMany(row => row.Names).WithOne().HasForeignKey(name => name.MemberId);
        });
        model.Entity<MemberName>(name =>
        {
            name.ToTable("members_names");
            name.IsAudited();
            name.HasKey(row => new
            {
                row.MemberId,
                row.Language,
                row.Until,
            });
        });
        model.Entity<WorkingGroup>(group =>
        {
            group.ToTable("members_groups");
            group.IsAudited();
            group.HasKey(row => row.Slug);
            group.HasMany(row => row.Names).WithOne().HasForeignKey(name => name.Group);
            group.HasMany(row => row.CoLeads).WithOne().HasForeignKey(lead => lead.Group);
        });
        model.Entity<WorkingGroupName>(name =>
        {
            name.ToTable("members_group_names");
            name.IsAudited();
            name.HasKey(row => new { row.Group, row.Language });
        });
        model.Entity<CoLead>(lead =>
        {
            lead.ToTable("members_co_leads");
            lead.IsAudited();
            lead.HasKey(row => new { row.Group, row.Member });
        });
        model.Entity<LedgerSource>(source =>
        {
            source.ToTable("members_sources");
            source.IsAudited();
            source.HasKey(row => new { row.Key, row.Language });
        });
        model.Entity<StatedTotal>(total =>
        {
            total.ToTable("members_stated_totals");
            total.IsAudited();
            total.HasKey(row => row.On);
        });
    }
}
