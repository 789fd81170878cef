using Concord.Foundation.Journal;

namespace Concord.Newsletters;

/// <summary>Audit events about newsletters. None names a reader: the journal is never deleted.</summary>
public abstract record NewsletterEvent : AuditEvent
{
    public override string Module => "newsletters";
}

/// <summary>A person keeps newsletters back.</summary>
public sealed record NewslettersPaused : NewsletterEvent;

/// <summary>Newsletters are sent again.</summary>
public sealed record NewslettersResumed : NewsletterEvent;

/// <summary>Messages of which nobody knows whether they arrived were put into the queue again.</summary>
public sealed record DeliveriesRepeated(int Count) : NewsletterEvent;

/// <summary>A subscription was deleted by a person, at the reader's request.</summary>
public sealed record SubscriberRemoved : NewsletterEvent;
