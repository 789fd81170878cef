using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Concord.TestKit;

/// <summary>
/// A PostgreSQL server of the test run, on a loopback port and in a temporary folder. Its parent shell ends it when this
/// process ends, in whatever way.
/// </summary>
public sealed class PostgresServer
{
    private static readonly Lazy<Task<PostgresServer?>> Shared = new(() => StartAsync(isDurable: false));
    private readonly int port;
    private int databases;

    // Keeps the shell's standard input open as long as this process lives.
    private readonly Process shell;

    private PostgresServer(int port, Process shell) => (this.port, this.shell) = (port, shell);

    /// <summary>The server, started on first use; null where PostgreSQL is not installed.</summary>
    public static Task<PostgresServer?> GetAsync() => Shared.Value;

    /// <summary>Makes a database, empty or a copy, and returns its connection string.</summary>
    /// <param name="template">The name of the database that is copied; nothing may be connected to it.</param>
    public async Task<string> CreateDatabaseAsync(string template = "template1")
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name} TEMPLATE {template}";
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Makes a database unreachable, or reachable again.</summary>
    public async Task LetInAsync(string connectionString, bool isOpen)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"ALTER DATABASE {name} ALLOW_CONNECTIONS {(isOpen ? "true" : "false")}; "
            + $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'";
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Maximum Pool Size=30";

    /// <summary>Starts a server of the caller's own; null where PostgreSQL is not installed.</summary>
    /// <param name="isDurable">Whether commits wait for the disk: measurements need it, tests are faster without.</param>
    public static async Task<PostgresServer?> StartAsync(bool isDurable)
    {
        if (FindPrograms() is not { } programs)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("concord-postgres-").FullName;
        var port = LocalServer.FreePort();
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        foreach (
            var argument in (string[])
                ["sh", programs, folder, port.ToString(CultureInfo.InvariantCulture), isDurable ? "on" : "off"]
        )
        {
            start.ArgumentList.Add(argument);
        }

        var shell = Process.Start(start)!;
        var log = shell.StandardError.ReadToEndAsync();
        shell.OutputDataReceived += (_, _) => { };
        shell.BeginOutputReadLine();
        var server = new PostgresServer(port, shell);
        await server.WaitAsync(log);
        return server;
    }

    // The server refuses to run as root. It ends, and its folder is deleted, when standard input ends.
    private const string Script = """
        as=""; [ "$(id -u)" = 0 ] && { chown nobody "$2"; as="setpriv --reuid=nobody --regid=nogroup --clear-groups"; }
        cd "$2"
        $as "$1/initdb" -D "$2/data" -U postgres -A trust --no-sync >/dev/null || exit 1
        $as "$1/postgres" -D "$2/data" -p "$3" -h 127.0.0.1 -k "$2" -c fsync=$4 -c max_connections=200 2>/dev/null & p=$!
        cat >/dev/null; kill -QUIT $p; wait $p; rm -rf "$2"
        """;

    private async Task WaitAsync(Task<string> log)
    {
        for (var attempt = 0; attempt < 150; attempt++)
        {
            if (shell.HasExited)
            {
                throw new InvalidOperationException($"PostgreSQL did not start: {await log}");
            }

            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(200);
            }
        }

        throw new InvalidOperationException("PostgreSQL did not answer within 30 seconds.");
    }

    private static string? FindPrograms() =>
        !Directory.Exists("/usr/lib/postgresql")
            ? null
            : Directory
                .EnumerateDirectories("/usr/lib/postgresql")
                .Select(version => Path.Combine(version, "bin"))
                .LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
}
