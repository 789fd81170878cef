namespace Concord.Bench.Attacks;

/// <summary>Somebody with full access to the database forges what the site says.</summary>
internal static class RecordAttacks
{
    private static readonly (string Name, string Sql)[] Forgeries =
    [
        ("the text of a released document", "UPDATE newsroom_released_texts SET body = 'Forged.'"),
        ("the text of a draft", "UPDATE newsroom_revisions SET body = 'Forged.'"),
        ("a member removed", "DELETE FROM members_members"),
        ("a member renamed", "UPDATE members_names SET name = 'Forged'"),
        ("the newest entries removed", "DELETE FROM journal WHERE seq > 3"),
        ("the journal emptied", "DELETE FROM journal"),
    ];

    public static async Task RunAsync(Report report)
    {
        var (found, tried) = (0, 0);
        foreach (var (name, sql) in Forgeries)
        {
            using var site = new Installation();
            await site.CommandAsync("import", "content", site.Pack);
            if (!await TamperAsync(site, sql))
            {
                report.Add($"Forged: {name}", isHeld: false, $"the statement did not run");
                continue;
            }

            tried++;
            found += (await site.CommandAsync("verify")).Code == 1 ? 1 : 0;
        }

        report.Add("Forged content passes as proved", found == tried, $"{found} of {tried} forgeries named by concord verify");
        await AnotherDatabaseAsync(report);
    }

    private static async Task<bool> TamperAsync(Installation site, string sql)
    {
        try
        {
            await site.TamperAsync(sql);
            return true;
        }
        catch (Microsoft.Data.Sqlite.SqliteException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return false;
        }
    }

    /// <summary>A whole other database, whose journal and digests are right in themselves.</summary>
    private static async Task AnotherDatabaseAsync(Report report)
    {
        using var site = new Installation();
        await site.CommandAsync("import", "content", site.Pack);
        var head = (await site.CommandAsync("verify")).Output.Split("Checkpoint: ")[^1];
        using var forged = new Installation();
        forged.Document("one", "A forged text.");
        await forged.CommandAsync("import", "content", forged.Pack);
        await forged.CommandAsync("backup", forged.PathOf("forged.backup"));
        var swapped = await forged.CommandAsync("verify", "--expect", head);
        using var target = new Installation();
        var restored = await target.CommandAsync("restore", forged.PathOf("forged.backup"), "--expect", head);
        report.Add(
            "Another database or backup passes as this one",
            swapped.Code == 1 && restored.Code == 1,
            $"verify and restore refuse it by a checkpoint noted outside"
        );
    }
}
