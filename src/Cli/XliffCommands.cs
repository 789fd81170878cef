using System.CommandLine;
using Concord.Foundation;
using Concord.Newsroom.Commands;
using Concord.Xliff;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Cli;

/// <summary><c>concord xliff</c>: files of translation tools.</summary>
internal static class XliffCommands
{
    public static Command Command() => new("xliff", "Exchanges texts with translation tools.") { Check(), Export(), Import() };

    private static Command Export()
    {
        var slug = new Argument<string>("slug") { Description = "The document, as in its address." };
        var from = new Option<string>("--from") { Description = "Language of the text.", Required = true };
        var to = new Option<string>("--to") { Description = "Language that it is translated into.", Required = true };
        var output = new Option<FileInfo>("--output") { Description = "Where to write the file.", Required = true };
        var command = new Command("export", "Writes the newest text of a document as XLIFF 2.1, with what is translated of it.")
        {
            slug,
            from,
            to,
            output,
        };
        command.SetAction(
            (parsed, cancellation) =>
                CommandRunner.RunAsync(
                    async services =>
                    {
                        var (file, result) = await services
                            .GetRequiredService<TranslationFiles>()
                            .ExportAsync(
                                parsed.GetRequiredValue(slug),
                                parsed.GetRequiredValue(from),
                                parsed.GetRequiredValue(to),
                                cancellation
                            );
                        if (file is null)
                        {
                            await Console.Error.WriteLineAsync(DocumentWording.Of(result));
                            return 1;
                        }

                        var path = parsed.GetRequiredValue(output).FullName;
                        await File.WriteAllBytesAsync(path, file, cancellation);
                        Console.WriteLine(path);
                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = "A translated file that “concord xliff export” wrote." };
        var command = new Command("import", "Saves the translation in a file as the newest draft; exits 1 where it is refused.")
        {
            file,
        };
        command.SetAction(
            (parsed, cancellation) =>
                CommandRunner.RunAsync(
                    async services =>
                    {
                        var path = parsed.GetRequiredValue(file);
                        var import = await services
                            .GetRequiredService<TranslationFiles>()
                            .ImportAsync(
                                await File.ReadAllBytesAsync(path.FullName, cancellation),
                                expected: null,
                                Actor.Command("xliff import"),
                                cancellation
                            );
                        if (import.Result is { } result)
                        {
                            await (result.IsDone ? Console.Out : Console.Error).WriteLineAsync(DocumentWording.Of(result));
                            return result.IsDone ? 0 : 1;
                        }

                        await WriteAsync(path, import.Problems);
                        return 1;
                    },
                    cancellation
                )
        );
        return command;
    }

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

        await WriteAsync(file, result.Problems);
        return 1;
    }

    private static async Task WriteAsync(FileInfo file, IEnumerable<XliffProblem> problems)
    {
        foreach (var problem in problems)
        {
            await Console.Error.WriteLineAsync($"{file}:{problem.Line}:{problem.Column}: {problem.Message}");
        }
    }
}
