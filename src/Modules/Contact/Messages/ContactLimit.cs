using Concord.Foundation.Security;

namespace Concord.Contact.Messages;

/// <summary>How many messages one network may send.</summary>
internal sealed class ContactLimit(ContactOptions options, ClientKeys keys)
    : NetworkLimit(options.PerNetwork, TimeSpan.FromMinutes(10), keys);
