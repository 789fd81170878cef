using Concord.Foundation;
using Concord.Foundation.Journal;

namespace Concord.TestKit;

/// <summary>An audit event for tests of the journal.</summary>
public sealed record TestEvent(string What) : AuditEvent
{
    public override string Module => "tests";

    public static TestEvent Numbered(int number) =>
        new($"thing {number}, مع نص عربي")
        {
            Actor = Actor.System("test"),
            Subject = $"thing:{number}",
            Reason = number % 2 == 0 ? "because" : null,
        };
}
