using System.CommandLine;
using Concord.Xliff;

namespace Concord.Cli;

/// <summary><c>concord xliff</c>: files of translation tools.</summary>
internal static class XliffCommands
{
    public static Command Command() => new("xliff", "Exchanges texts with translation tools.") { Check() };

    private static Command Check()
    {
        var files = new Argument<FileInfo[]>("files")
        {
            Description = "Files of XLIFF 2.0, 2.1 or 2.2.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command(
            "check",
            "Holds files against the standard; exits 0 where all are valid, and 1 with line and reason where one is not."
        )
        {
            files,
        };
        command.SetAction((parsed, cancellation) => CheckAsync(parsed.GetRequiredValue(files), cancellation));
        return command;
    }

    private static async Task<int> CheckAsync(FileInfo[] files, CancellationToken cancellation)
    {
        var code = 0;
        foreach (var file in files)
        {
            try
            {
                code = Math.Max(code, await CheckAsync(file, cancellation));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"{file}: cannot be read. {fault.Message}");
                code = 2;
            }
        }

        return code;
    }

    private static async Task<int> CheckAsync(FileInfo file, CancellationToken cancellation)
    {
        if (file.Length > XliffReader.MaxBytes)
        {
            await Console.Error.WriteLineAsync(
                $"{file}: has more than {XliffReader.MaxBytes / 1024 / 1024} megabytes. Divide it."
            );
            return 1;
        }

        var result = XliffReader.Read(await File.ReadAllBytesAsync(file.FullName, cancellation));
        if (result.Document is { } document)
        {
            Console.WriteLine(
                $"{file}: valid XLIFF {document.Version}, {document.SourceLanguage}"
                    + (document.TargetLanguage is { } target ? $" to {target}" : "")
                    + $", {document.Files.Sum(part => part.Units.Count)} units"
            );
            return 0;
        }

        foreach (var problem in result.Problems)
        {
            await Console.Error.WriteLineAsync($"{file}:{problem.Line}:{problem.Column}: {problem.Message}");
        }

        return 1;
    }
}
