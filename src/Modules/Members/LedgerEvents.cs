using Concord.Foundation.Journal;
using Concord.Foundation.Languages;

namespace Concord.Members;

/// <summary>What the ledger of members tells the journal.</summary>
public abstract record LedgerEvent : AuditEvent
{
    public override string Module => "members";

    public override IEnumerable<string> Tags => ["members"];
}

/// <summary>A member was written into the ledger.</summary>
public sealed record MemberEntered(string Slug, DateOnly AttestedBy, DatePrecision Known) : LedgerEvent;

/// <summary>What the ledger says of a member was changed.</summary>
public sealed record MemberAmended(string Slug, DateOnly AttestedBy, DatePrecision Known) : LedgerEvent;

/// <summary>A source that attests membership was named, or named anew.</summary>
public sealed record LedgerSourceNamed(string Key) : LedgerEvent;

/// <summary>A working group and those who lead it were written down, or changed.</summary>
public sealed record WorkingGroupNoted(string Slug, IReadOnlyList<string> CoLeads) : LedgerEvent;

/// <summary>A total that was stated in public was written down, or changed.</summary>
public sealed record MemberTotalNoted(DateOnly On, int Total) : LedgerEvent;
