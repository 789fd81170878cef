using System.Text;
using Concord.Cli;
using Concord.Foundation.Storage;

namespace Concord.Modules.Tests.Cli;

/// <summary>
/// The command <c>concord</c> in the process of the tests: a process of its own takes two seconds to start. What belongs
/// to the process, such as being killed or the rights of new files, is tested with <see cref="TestKit.ProgramRun"/>.
/// </summary>
internal static class CommandLine
{
    private static readonly AsyncLocal<Writers?> Current = new();

    static CommandLine()
    {
        Console.SetOut(new FlowWriter(Console.Out, writers => writers.Output));
        Console.SetError(new FlowWriter(Console.Error, writers => writers.Errors));
        Console.SetIn(TextReader.Null);
    }

    public static Task<(int Code, string Output, string Errors)> RunAsync(
        StorageSettings storage,
        params IEnumerable<string> arguments
    ) =>
        RunAsync(
            [("Concord:DataDirectory", storage.DataDirectory), ("ConnectionStrings:Concord", storage.ConnectionString ?? "")],
            arguments
        );

    /// <returns>The exit code, and what was written, trimmed.</returns>
    /// <param name="settings">By key, such as <c>Concord:DataDirectory</c>.</param>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        IEnumerable<(string Key, string Value)> settings,
        params IEnumerable<string> arguments
    )
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Current.Value = new Writers(TextWriter.Synchronized(output), TextWriter.Synchronized(errors));
        // Documents of tests have dates of their own.
        CommandServices.Overrides.Value = settings
            .Prepend(("Concord:SiteDate", ""))
            .ToDictionary(setting => setting.Item1, string? (setting) => setting.Item2);
        var code = await Entry.RunAsync([.. arguments]);
        return (code, output.ToString().Trim(), errors.ToString().Trim());
    }

    private sealed record Writers(TextWriter Output, TextWriter Errors);

    /// <summary>Writes for the command that runs in this flow of calls, or where there is none, as before.</summary>
    private sealed class FlowWriter(TextWriter before, Func<Writers, TextWriter> choose) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        private TextWriter Target => Current.Value is { } writers ? choose(writers) : before;

        public override void Write(char value) => Target.Write(value);

        public override void Write(char[] buffer, int index, int count) => Target.Write(buffer, index, count);

        public override void Write(string? value) => Target.Write(value);

        public override void WriteLine(string? value) => Target.WriteLine(value);

        public override Task WriteAsync(string? value) => Target.WriteAsync(value);

        public override Task WriteLineAsync(string? value) => Target.WriteLineAsync(value);

        public override void Flush() => Target.Flush();
    }
}
