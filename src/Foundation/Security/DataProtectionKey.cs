using System.Xml.Linq;
using Concord.Foundation.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Foundation.Security;

/// <summary>A key of ASP.NET Core Data Protection. In the database, so that every node and a restored backup can use it.</summary>
internal sealed class DataProtectionKey
{
    public required Guid Id { get; init; }

    /// <summary>As the framework names it.</summary>
    public required string Name { get; init; }

    public required string Xml { get; init; }

    public static void Configure(ModelBuilder model) =>
        model.Entity<DataProtectionKey>(key =>
        {
            key.ToTable("data_protection_keys");
            key.IsOperational();
            key.Property(row => row.Id).ValueGeneratedNever();
            key.Property(row => row.Xml).HasMaxLength(20_000);
        });
}

/// <summary>Keeps the keys of ASP.NET Core Data Protection in the database.</summary>
internal sealed class DataProtectionKeyStore(IServiceScopeFactory scopes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        return [.. db.Set<DataProtectionKey>().AsNoTracking().Select(key => key.Xml).ToList().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();
        db.Add(
            new DataProtectionKey
            {
                Id = Guid.CreateVersion7(),
                Name = friendlyName,
                Xml = element.ToString(SaveOptions.DisableFormatting),
            }
        );
        db.SaveChanges();
    }
}
