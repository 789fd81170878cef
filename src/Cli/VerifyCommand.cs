using System.CommandLine;
using System.Globalization;
using Concord.Foundation.Journal;
using Concord.Foundation.Storage;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Concord.Cli;

/// <summary><c>concord verify</c>: checks the journal, the audited tables, and noted checkpoints against each other.</summary>
internal static class VerifyCommand
{
    public static Command Command()
    {
        var expect = Expect("A checkpoint noted earlier, NUMBER:HASH, that the journal has to contain. May be repeated.");
        var file = new Option<FileInfo?>("--checkpoints")
        {
            Description = "A file with one checkpoint a line; without it the checkpoints of the data directory are used.",
        };
        var command = new Command(
            "verify",
            "Proves that neither the journal nor any audited row was altered, removed or added; exits 1 and names what was."
        )
        {
            expect,
            file,
        };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(expect) ?? [], parsed.GetValue(file), cancellation));
        return command;
    }

    /// <summary>The option <c>--expect</c>.</summary>
    public static Option<string[]> Expect(string description)
    {
        var expect = new Option<string[]>("--expect") { Description = description };
        expect.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !Checkpoint.TryParse(token.Value, out _)))
            {
                result.AddError($"“{token.Value}” is not a checkpoint: write NUMBER:HASH as “concord verify” prints it.");
            }
        });
        return expect;
    }

    private static async Task<int> RunAsync(string[] expected, FileInfo? file, CancellationToken cancellation)
    {
        await using var services = CommandServices.Open();
        var settings = services.GetRequiredService<StorageSettings>();
        if (!settings.IsPostgres && !File.Exists(settings.DatabaseFile))
        {
            await Console.Error.WriteLineAsync(
                $"There is no database at {settings.DatabaseFile}. Start the site once, or set Concord__DataDirectory or ConnectionStrings__Concord."
            );
            return 2;
        }

        try
        {
            var noted = await CheckpointFile.ReadAsync(file?.FullName ?? CheckpointFile.PathIn(settings), cancellation);
            var checkpoints = expected.Select(Parse).Concat(noted).Distinct().ToList();
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseMigrator>().CheckSchemaAsync(cancellation);
            var verifier = scope.ServiceProvider.GetRequiredService<RecordVerifier>();
            return Report(await VerifyAsync(verifier, checkpoints, cancellation), checkpoints.Count);
        }
        catch (Exception failure)
            when (failure.IsDatabaseFault() || failure is FormatException or IOException or UnauthorizedAccessException)
        {
            var reason = failure.IsDatabaseFault() ? failure.DatabaseMessage() : failure.Message;
            await Console.Error.WriteLineAsync($"Nothing could be verified. {reason}");
            return 2;
        }
    }

    public static Checkpoint Parse(string text) =>
        Checkpoint.TryParse(text, out var checkpoint) ? checkpoint : throw new FormatException($"“{text}” is not a checkpoint.");

    private static async Task<VerificationReport> VerifyAsync(
        RecordVerifier verifier,
        List<Checkpoint> checkpoints,
        CancellationToken cancellation
    )
    {
        if (Console.IsOutputRedirected)
        {
            return await verifier.VerifyAsync(checkpoints, progress: null, cancellation);
        }

        return await AnsiConsole
            .Status()
            .StartAsync(
                "Reading the journal",
                async context =>
                {
                    var progress = new Progress<long>(count =>
                        context.Status = string.Create(CultureInfo.InvariantCulture, $"{count:N0} entries and rows checked")
                    );
                    return await verifier.VerifyAsync(checkpoints, progress, cancellation);
                }
            );
    }

    private static int Report(VerificationReport report, int checkpoints)
    {
        if (report.IsGood)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Verified: {report.Chain.Count} journal entries, {report.Rows} rows, {checkpoints} checkpoints. Checkpoint: {report.Chain.Count}:{report.Chain.Head}"
                )
            );
            return 0;
        }

        if (report.Chain.Break is { } broken)
        {
            Error(
                $"The journal is broken: entry {broken.Seq} {Describe(broken.Fault)}. Entries before it: {report.Chain.Count}, all good."
            );
        }

        if (report.FailedCheckpoint is { } checkpoint)
        {
            Error(
                $"The journal does not contain the checkpoint {checkpoint}: its newest entries were removed, it was computed anew, or this is another database."
            );
        }

        foreach (var fault in report.Faults)
        {
            Error($"{fault.Table} {fault.Key} {Describe(fault)}.");
        }

        if (report.FaultCount > 0)
        {
            Error($"Rows that do not match the journal: {report.FaultCount}.");
        }

        return 1;
    }

    private static void Error(FormattableString text) => Console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static string Describe(JournalFault fault) =>
        fault switch
        {
            JournalFault.Altered => "was altered: its content does not match its hash",
            JournalFault.Removed => "is missing",
            _ => "does not follow from the previous one: it was inserted or replaced",
        };

    private static string Describe(RowFault fault) =>
        fault.Kind switch
        {
            RowFaultKind.Altered => $"was altered: it does not match the digest in journal entry {fault.Seq}",
            RowFaultKind.Removed => $"was removed: journal entry {fault.Seq} has it",
            RowFaultKind.Unreadable => "cannot be read: a value is not of the type of its column",
            _ => "was added: no journal entry speaks of it",
        };
}
