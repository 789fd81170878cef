namespace Concord.Foundation.Journal;

/// <summary>Which entries of the journal a person wants to see; null means all.</summary>
/// <param name="Actor">As <see cref="Foundation.Actor.ToString"/> writes it.</param>
/// <param name="Subject">A part of what it happened to.</param>
/// <param name="From">UTC, inclusive.</param>
/// <param name="Until">UTC, exclusive.</param>
public sealed record JournalFilter(string? Actor, string? Module, string? Subject, DateTime? From, DateTime? Until)
{
    /// <summary>Entries of this module are shown only where <see cref="OnlyActorOfHidden"/> acted.</summary>
    public string? HiddenModule { get; init; }

    public string? OnlyActorOfHidden { get; init; }
}
