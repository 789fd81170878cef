using Concord.Foundation.Journal;
using Concord.Foundation.Languages;

namespace Concord.Members;

/// <summary>Audit events of the ledger of members.</summary>
public abstract record LedgerEvent : AuditEvent
{
    public override string Module => "members";

    public override IEnumerable<string> Tags => ["members"];
}

/// <summary>A member was added to the ledger.</summary>
public sealed record MemberAdded(string Slug, DateOnly AttestedBy, DatePrecision Known) : LedgerEvent;

/// <summary>The entry of a member was changed.</summary>
public sealed record MemberAmended(string Slug, DateOnly AttestedBy, DatePrecision Known) : LedgerEvent;

/// <summary>A source of the ledger was named or renamed.</summary>
public sealed record LedgerSourceNamed(string Key) : LedgerEvent;

/// <summary>A working group and its co-leads were entered or changed.</summary>
public sealed record WorkingGroupNoted(string Slug, IReadOnlyList<string> CoLeads) : LedgerEvent;

/// <summary>A stated total was entered or changed.</summary>
public sealed record MemberTotalNoted(DateOnly On, int Total) : LedgerEvent;

/// <summary>A working group was removed.</summary>
public sealed record WorkingGroupRemoved(string Slug) : LedgerEvent;
