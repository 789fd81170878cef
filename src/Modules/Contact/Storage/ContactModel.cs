using Concord.Contact.Messages;
using Concord.Foundation.Storage;
using Microsoft.EntityFrameworkCore;

namespace Concord.Contact.Storage;

internal sealed class ContactModel : IModelPart
{
    public string Name => "contact";

    public void Configure(ModelBuilder model) =>
        model.Entity<ContactMessage>(message =>
        {
            message.ToTable("contact_messages");
            // Personal data that is deleted: no part of the record that is kept for ever.
            message.IsOperational();
            message.Property(row => row.Id).ValueGeneratedNever();
            message.Property(row => row.Language).HasMaxLength(12);
            message.Property(row => row.Text).HasMaxLength(ContactMessage.MaxText);
            message.Property(row => row.About).HasMaxLength(ContactMessage.MaxAbout);
            message.Property(row => row.Note).HasMaxLength(ContactMessage.MaxNote);
            message.Property(row => row.Digest).HasMaxLength(32);
            message.HasIndex(row => row.ReceivedAt);
        });
}
