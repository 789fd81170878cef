using Concord.Foundation.Journal;

namespace Concord.Newsroom;

/// <summary>What the newsroom tells the journal.</summary>
public abstract record NewsroomRecord : JournalRecord
{
    public override string Module => "newsroom";
}

/// <summary>An edition became public for the first time.</summary>
public sealed record EditionReleased(string Slug, string Language, int Revision) : NewsroomRecord
{
    public override IEnumerable<string> Topics => [$"document:{Slug}", "documents"];
}

/// <summary>A new revision of an edition became public.</summary>
public sealed record EditionRevised(string Slug, string Language, int Revision) : NewsroomRecord
{
    public override IEnumerable<string> Topics => [$"document:{Slug}", "documents"];
}

/// <summary>What is true of a document in every language was entered or changed: kind, date, place, topics.</summary>
public sealed record DocumentDescribed(string Slug, string Kind, DateTime PublishedAt) : NewsroomRecord
{
    public override IEnumerable<string> Topics => [$"document:{Slug}", "documents"];
}

/// <summary>What stands at the top of the home page was arranged anew.</summary>
public sealed record LeadArranged(IReadOnlyList<string> Slugs) : NewsroomRecord
{
    public override IEnumerable<string> Topics => ["home"];
}

/// <summary>A place was named, or its names were changed.</summary>
public sealed record PlaceNamed(string Place) : NewsroomRecord
{
    public override IEnumerable<string> Topics => ["documents"];
}
