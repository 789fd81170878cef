using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Concord.Browser.Tests;

/// <summary>The test runner, and the command <c>pictures DIR</c>.</summary>
internal static class Entry
{
    public static Task<int> Main(string[] args) =>
        args switch
        {
            // The build puts the report's options before the arguments.
            [.., "pictures", var folder] => Pictures.TakeAsync(folder),
            _ when args.Any(argument => argument is "--server" or "--internal-msbuild-node") =>
                TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
            _ => ConsoleRunner.Run(args),
        };
}
