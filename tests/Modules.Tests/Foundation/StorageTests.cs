using Concord.Foundation.Storage;
using Concord.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Modules.Tests.Foundation;

public sealed class StorageTests
{
    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task The_migrations_are_those_of_the_model(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await using var scope = database.Scope();

        scope.ServiceProvider.GetRequiredService<ConcordDb>().Database.HasPendingModelChanges().ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Migrating_a_second_time_does_nothing(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await using var scope = database.Scope();

        (await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().RunAsync(default)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Every_entity_type_states_whether_it_is_audited_and_can_be_digested(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await using var scope = database.Scope();
        var types = scope.ServiceProvider.GetRequiredService<ConcordDb>().Model.GetEntityTypes().ToList();

        types.Where(type => type.GetIsAudited() is null).Select(type => type.Name).ShouldBeEmpty();
        var audited = types.Where(type => type.GetIsAudited() == true).ToList();
        audited.Count.ShouldBeGreaterThan(20);
        var properties = audited.SelectMany(type => type.GetProperties()).ToList();
        // Neither has a value before the save, when the digest is computed.
        properties.Where(property => property.IsShadowProperty()).ShouldBeEmpty();
        properties
            .Where(property => property.ValueGenerated != Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never)
            .Select(property => $"{property.DeclaringType.Name}.{property.Name}")
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task The_embedded_database_uses_WAL_and_full_sync()
    {
        await using var database = await Providers.OpenAsync(Provider.Sqlite);
        await using var scope = database.Scope();
        var db = scope.ServiceProvider.GetRequiredService<ConcordDb>();

        (
            await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync()
        ).ShouldBe("wal");
        (await db.Database.SqlQueryRaw<int>("SELECT synchronous AS \"Value\" FROM pragma_synchronous").SingleAsync()).ShouldBe(2);
        (await db.Database.SqlQueryRaw<int>("SELECT timeout AS \"Value\" FROM pragma_busy_timeout").SingleAsync()).ShouldBe(
            15000
        );
    }

    [Theory, MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public async Task Every_table_of_a_module_begins_with_its_name(Provider provider)
    {
        await using var database = await Providers.OpenAsync(provider);
        await using var scope = database.Scope();
        var parts = scope.ServiceProvider.GetServices<IModelPart>().Select(part => $"{part.Name}_").ToList();

        var tables = scope
            .ServiceProvider.GetRequiredService<ConcordDb>()
            .Model.GetEntityTypes()
            .Select(type => type.GetTableName()!)
            .ToList();

        tables
            .Where(table =>
                !table.StartsWith("journal", StringComparison.Ordinal)
                && table is not ("write_locks" or "data_protection_keys")
                && !parts.Exists(table.StartsWith)
            )
            .ShouldBeEmpty();
        tables.Count.ShouldBeGreaterThan(8);
    }
}
