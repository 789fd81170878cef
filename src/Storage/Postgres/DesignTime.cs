using Concord.Composition;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Storage.Postgres;

/// <summary>For <c>dotnet ef</c>: the whole model without a running program or a server.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<ConcordDb>
{
    public ConcordDb CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<ConcordDb>();
        PostgresStorage.Instance.Use(options, new StorageSettings(Path.GetTempPath(), "Host=localhost;Database=design"));
        var parts = new ServiceCollection().AddModules().BuildServiceProvider().GetServices<IModelPart>();
        return new ConcordDb(options.Options, parts, TimeProvider.System);
    }
}
