using Concord.Contact.Messages;
using Concord.Foundation.Journal;

namespace Concord.Contact;

/// <summary>Audit events about messages. None holds what was written or by whom: the journal is never deleted.</summary>
public abstract record ContactEvent : AuditEvent
{
    public override string Module => "contact";
}

/// <summary>The state of a message was changed.</summary>
public sealed record MessageStateChanged(MessageState Before, MessageState After) : ContactEvent;

/// <summary>A message was deleted by a person.</summary>
public sealed record MessageDeleted(MessageTopic Topic) : ContactEvent;
