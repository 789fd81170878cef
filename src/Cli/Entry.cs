using System.CommandLine;

namespace Concord.Cli;

/// <summary>The command <c>concord</c>.</summary>
internal static class Entry
{
    public static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Concord: the platform a coalition runs on.")
        {
            VerifyCommand.Command(),
            new Command("import", "Takes things in.") { ImportContentCommand.Command() },
            BackupCommands.Backup(),
            BackupCommands.Restore(),
            new Command("index", "Looks after the search index of this node.") { RebuildIndex.Command() },
            SeedCommand.Command(),
            VisitsCommand.Command(),
            WallCommands.Command(),
            new Command("feed", "Looks at feeds.") { ReadFeedCommand.Command() },
        };
        return root.Parse(args).InvokeAsync();
    }
}
