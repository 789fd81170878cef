using System.CommandLine;
using Concord.Foundation.Storage;

namespace Concord.Cli;

/// <summary>The command <c>concord</c>.</summary>
internal static class Entry
{
    public static Task<int> Main(string[] args)
    {
        PrivateFiles.RestrictNewFiles();
        return RunAsync(args);
    }

    /// <summary>Runs a command in this process, as tests do.</summary>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("Concord: the platform a coalition runs on.")
        {
            VerifyCommand.Command(),
            new Command("import", "Imports content.") { ImportContentCommand.Command(), ImportWordPressCommand.Command() },
            new Command("export", "Exports content.") { ExportContentCommand.Command() },
            BackupCommands.Backup(),
            BackupCommands.Restore(),
            new Command("index", "Manages the search index of this node.") { RebuildIndex.Command() },
            VisitsCommand.Command(),
            NewsletterCommands.Command(),
            SocialCommands.Command(),
            DocumentCommands.Command(),
            AdminCommands.Command(),
            WallCommands.Command(),
            new Command("feed", "Reads feeds.") { ReadFeedCommand.Command() },
            XliffCommands.Command(),
        };
        return root.Parse(arguments).InvokeAsync();
    }
}
