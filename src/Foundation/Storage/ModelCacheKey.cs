using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Concord.Foundation.Storage;

/// <summary>EF Core keeps one model per context type; ours depends on the parts as well, and on design time.</summary>
internal sealed class ModelCacheKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) => (context.GetType(), ((ConcordDb)context).PartNames, designTime);
}
