namespace Concord.Foundation.Journal;

/// <summary>Walks entries in order and stops at the first that breaks the chain: pure, one entry at a time.</summary>
public sealed class JournalVerifier
{
    private long seq;
    private string hash = JournalChain.Genesis;

    /// <summary>The first break found, or null while the chain holds.</summary>
    public JournalBreak? Break { get; private set; }

    /// <summary>Hash of the last entry that holds.</summary>
    public string Head => hash;

    /// <summary>How many entries hold together so far.</summary>
    public long Sound { get; private set; }

    /// <returns>True while the chain holds; after the first break the walk is over.</returns>
    public bool Take(JournalEntry entry)
    {
        Break = FindBreak(entry);
        if (Break is not null)
        {
            return false;
        }

        (seq, hash) = (entry.Seq, entry.Hash);
        Sound++;
        return true;
    }

    /// <summary>Holds the last entry against the recorded head of the chain.</summary>
    public void End(long headSeq, string headHash)
    {
        if (Break is not null || (headSeq == seq && headHash == hash))
        {
            return;
        }

        Break =
            headSeq > seq
                ? new JournalBreak(seq + 1, JournalFault.Removed)
                : new JournalBreak(
                    headSeq == seq ? seq : headSeq + 1,
                    headSeq == seq ? JournalFault.Altered : JournalFault.Inserted
                );
    }

    /// <summary>Entries stand behind the recorded head of the chain.</summary>
    public void BreakAfterHead() => Break = new JournalBreak(seq + 1, JournalFault.Inserted);

    private JournalBreak? FindBreak(JournalEntry entry)
    {
        if (entry.Seq > seq + 1)
        {
            return new JournalBreak(seq + 1, JournalFault.Removed);
        }

        if (entry.Seq <= seq)
        {
            return new JournalBreak(entry.Seq, JournalFault.Inserted);
        }

        if (entry.Hash != JournalChain.HashOf(entry))
        {
            return new JournalBreak(entry.Seq, JournalFault.Altered);
        }

        return entry.PreviousHash == hash ? null : new JournalBreak(entry.Seq, JournalFault.Inserted);
    }
}

/// <param name="Seq">The entry at which the chain first breaks.</param>
public sealed record JournalBreak(long Seq, JournalFault Fault);

public enum JournalFault
{
    /// <summary>The entry's content does not give its hash.</summary>
    Altered,

    /// <summary>The entry is not there.</summary>
    Removed,

    /// <summary>The entry does not follow from the one before: put in, or put in place of another, by hand.</summary>
    Inserted,
}
