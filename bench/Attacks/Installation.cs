using System.Globalization;
using Concord.TestKit;
using Microsoft.Data.Sqlite;

namespace Concord.Bench.Attacks;

/// <summary>An installation on SQLite in a folder of its own, with a small content pack.</summary>
internal sealed class Installation : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public Installation()
    {
        folder.Write(
            "pack/members.yaml",
            "members:\n  - slug: aland\n    kind: state\n    code: AX\n    by: 2016-08-31\n    known: month\n    names: { en: \"Åland\", ar: \"آلاند\", fr: \"Åland\", ckb: \"ئۆلاند\" }\n"
        );
        Document("one", "The text of one.");
    }

    public string Pack => Path.Combine(folder.Path, "pack");

    public string Data => Path.Combine(folder.Path, "data");

    public string DatabaseFile => Path.Combine(Data, "concord.db");

    public string PathOf(string name) => Path.Combine(folder.Path, name);

    public void Write(string file, string text) => folder.Write(file, text);

    public void Document(string slug, string body)
    {
        folder.Write($"pack/documents/{slug}/document.yaml", "kind: story\ndate: 2020-10-01\n");
        folder.Write($"pack/documents/{slug}/en.md", $"---\ntitle: Title of {slug}\nsummary: A summary.\n---\n\n{body}\n");
    }

    public ProgramRun Start(params (string, string)[] settings) =>
        new("Concord.Web", [.. Settings(), .. settings], "--urls", "http://127.0.0.1:0");

    /// <returns>Exit code, output and errors of a command.</returns>
    public async Task<(int Code, string Output, string Errors, double Seconds)> CommandAsync(params string[] arguments)
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var run = new ProgramRun("concord", Settings(), arguments);
        var code = await run.EndAsync();
        return (code, run.Output.Trim(), run.Errors.Trim(), TimeProvider.System.GetElapsedTime(started).TotalSeconds);
    }

    public Task<long> CountAsync(string sql) => RunAsync(sql);

    /// <summary>Runs a statement after removing the database's own protection: triggers and foreign keys.</summary>
    public async Task TamperAsync(string sql)
    {
        var triggers = await TextAsync("SELECT group_concat(name) FROM sqlite_master WHERE type = 'trigger'");
        var unlock = triggers
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => $"DROP TRIGGER {name}")
            .Prepend("PRAGMA foreign_keys = OFF");
        await RunAsync(string.Join("; ", unlock.Append(sql).Append("SELECT 1")));
    }

    private async Task<long> RunAsync(string sql) => Convert.ToInt64(await TextAsync(sql), CultureInfo.InvariantCulture);

    private async Task<string> TextAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Our own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        return $"{await command.ExecuteScalarAsync()}";
    }

    public void Dispose() => folder.Dispose();

    private (string, string)[] Settings() =>
        [
            ("Concord__DataDirectory", Data),
            ("Concord__ContentDirectory", Pack),
            ("Concord__Printing__Enabled", "false"),
            ("Concord__Languages__0", "en"),
            ("Concord__OutboundHttp__PublicNetworks__0", "127.0.0.0/8"),
            ("Concord__OutboundHttp__AnyPort", "true"),
            ("Concord__Wall__Secrets__partner", "s3cret"),
            ("Concord__Proxies__Addresses__0", "127.0.0.1"),
        ];
}
