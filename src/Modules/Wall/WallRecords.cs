using Concord.Foundation.Journal;

namespace Concord.Wall;

/// <summary>What the wall tells the journal.</summary>
public abstract record WallRecord : JournalRecord
{
    public override string Module => "wall";

    public override IEnumerable<string> Topics => ["wall"];
}

/// <summary>A source was entered, or what is said of it was changed.</summary>
/// <param name="Kind">Its protocol.</param>
public sealed record SourceEntered(string Slug, string Kind, string? Address, string? Member, bool IsTrusted) : WallRecord;

/// <summary>Posts came in from one source, or came anew.</summary>
/// <param name="Added">Not there before, whatever became of them.</param>
/// <param name="Edited">Changed at the source since.</param>
/// <param name="Held">Of those, how many wait for a person.</param>
public sealed record PostsTaken(string Source, int Added, int Edited, int Held) : WallRecord;

/// <summary>A person decided about a post.</summary>
/// <param name="Before">What it was.</param>
public sealed record PostDecided(Guid Post, string Before, string After) : WallRecord;

/// <summary>A post was put before all others, or back into its place.</summary>
public sealed record PostPinned(Guid Post, bool IsPinned) : WallRecord;

/// <summary>A translation was put beside a post, or taken away.</summary>
public sealed record PostTranslated(Guid Post, string Language, bool IsTakenAway) : WallRecord;

/// <summary>Posts are no longer at their source, and were taken down here.</summary>
public sealed record PostsGone(string Source, IReadOnlyList<Guid> Posts) : WallRecord;

/// <summary>
/// A source says of so many posts at once that they are gone that it may be wrong: they are off the wall, and kept until it
/// has said so for some days.
/// </summary>
public sealed record PostsMissing(string Source, IReadOnlyList<Guid> Posts) : WallRecord;

/// <summary>Posts that were missing are at their source after all.</summary>
public sealed record PostsBack(string Source, IReadOnlyList<Guid> Posts) : WallRecord;

/// <summary>A word or a link was banned.</summary>
/// <param name="Held">How many posts were taken off the wall for it, to wait for a person.</param>
public sealed record BanEntered(string Kind, string Value, int Held) : WallRecord;

/// <summary>A ban was lifted.</summary>
public sealed record BanLifted(string Kind, string Value) : WallRecord
{
    public override IEnumerable<string> Topics => [];
}

/// <summary>A source fails again and again; told once, until it answers again.</summary>
public sealed record SourceBroke(string Slug, string Error) : WallRecord
{
    public override IEnumerable<string> Topics => [];
}

/// <summary>A source that was told to fail answers again.</summary>
public sealed record SourceMended(string Slug) : WallRecord
{
    public override IEnumerable<string> Topics => [];
}
