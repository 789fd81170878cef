using System.CommandLine;

namespace Concord.Cli;

/// <summary><c>concord wall</c>: sources, pending review, and moderation of posts.</summary>
internal static class WallCommands
{
    public static Command Command()
    {
        var command = new Command(
            "wall",
            "Manages the wall: its sources, review, pinned and hidden posts, blocked words and links."
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
