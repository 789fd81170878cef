using System.CommandLine;

namespace Concord.Cli;

/// <summary><c>concord wall</c>: sources, pending review, and moderation of posts.</summary>
internal static class WallCommands
{
    public static Command Command()
    {
        var command = new Command(
            "wall",
            "Looks after the wall: its sources, what waits to be seen, what is pinned and what is taken off."
        );
        foreach (
            var part in (IEnumerable<Command>)[.. WallSourceCommands.All(), .. WallPostCommands.All(), .. WallBlockCommands.All()]
        )
        {
            command.Subcommands.Add(part);
        }

        return command;
    }
}
