namespace Concord.Foundation.Journal;

/// <summary>Checks entries in order and stops at the first that breaks the chain: pure, one entry at a time.</summary>
public sealed class JournalVerifier
{
    private long seq;
    private string hash = JournalChain.Genesis;

    /// <summary>The first break found, or null while the chain holds.</summary>
    public JournalBreak? Break { get; private set; }

    /// <summary>Hash of the last entry that holds.</summary>
    public string Head => hash;

    /// <summary>How many entries hold so far.</summary>
    public long Count { get; private set; }

    /// <returns>True while the chain holds.</returns>
    public bool Add(JournalEntry entry)
    {
        Break = FindBreak(entry);
        if (Break is not null)
        {
            return false;
        }

        (seq, hash) = (entry.Seq, entry.Hash);
        Count++;
        return true;
    }

    /// <summary>Compares the last entry with the recorded head of the chain.</summary>
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

    /// <summary>There are entries after the recorded head, which no append leaves behind.</summary>
    public void BreakAfterHead() => Break = new JournalBreak(seq + 1, JournalFault.Inserted);

    private JournalBreak? FindBreak(JournalEntry entry) =>
        entry.Seq > seq + 1 ? new JournalBreak(seq + 1, JournalFault.Removed)
        : entry.Seq <= seq ? new JournalBreak(entry.Seq, JournalFault.Inserted)
        : entry.Hash != JournalChain.HashOf(entry) ? new JournalBreak(entry.Seq, JournalFault.Altered)
        : entry.PreviousHash == hash ? null
        : new JournalBreak(entry.Seq, JournalFault.Inserted);
}

/// <param name="Seq">The entry at which the chain first breaks.</param>
public sealed record JournalBreak(long Seq, JournalFault Fault);

public enum JournalFault
{
    /// <summary>The entry's content does not match its hash.</summary>
    Altered,

    /// <summary>The entry is missing.</summary>
    Removed,

    /// <summary>The entry does not follow from the previous one: it was inserted or replaced.</summary>
    Inserted,
}
