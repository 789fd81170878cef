using Concord.Foundation.Storage;
using Concord.Search.Synonyms;
using Microsoft.EntityFrameworkCore;

namespace Concord.Search.Storage;

internal sealed class SynonymModel : IModelPart
{
    public string Name => "search";

    public void Configure(ModelBuilder model) =>
        model.Entity<SynonymGroup>(group =>
        {
            group.ToTable("search_synonyms");
            group.IsAudited();
            group.HasKey(row => row.Name);
            group.Ignore(row => row.Terms);
            group.Property(row => row.Lines).HasMaxLength(SynonymImporter.MaxLength);
        });
}
