using System.CommandLine;

namespace Concord.Cli;

/// <summary><c>concord document …</c>: everything that can be done to a document, without a browser.</summary>
internal static class DocumentCommands
{
    public static Command Command()
    {
        var command = new Command("document", "Lists, writes and releases documents.");
        foreach (
            var part in (IEnumerable<Command>)
                [
                    .. DocumentReadCommands.All(),
                    .. DocumentDraftCommands.All(),
                    .. DocumentReleaseCommands.All(),
                    .. DocumentStateCommands.All(),
                ]
        )
        {
            command.Subcommands.Add(part);
        }

        return command;
    }
}
