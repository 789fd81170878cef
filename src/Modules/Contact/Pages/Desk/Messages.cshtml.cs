using Concord.Contact.Messages;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concord.Contact.Pages.Desk;

/// <summary>What readers wrote. Its filters are in the address.</summary>
[Authorize(DeskPolicies.Release)]
internal sealed class MessagesModel(MessageStore store, Localizer localizer) : PageModel
{
    public IReadOnlyList<ContactMessage> Messages { get; private set; } = [];

    public PagingLinks? Paging { get; private set; }

    public int Total { get; private set; }

    public MessageState? State { get; private set; }

    public MessageTopic? Topic { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? state, string? topic, CancellationToken cancellation)
    {
        State = Enum.TryParse<MessageState>(state, out var one) && Enum.IsDefined(one) ? one : null;
        Topic = Enum.TryParse<MessageTopic>(topic, out var other) && Enum.IsDefined(other) ? other : null;
        if (Foundation.Pages.Paging.Read(Request.Query["page"]) is not { } number)
        {
            return NotFound();
        }

        var (paging, messages) = await store.ListAsync(State, Topic, number, cancellation);
        (Messages, Total) = (messages, paging.Total);
        Paging = paging.Pages > 1 ? new PagingLinks(paging, AddressOn) : null;
        return paging.Exists ? Page() : NotFound();
    }

    private string AddressOn(int number)
    {
        var query = new QueryBuilder();
        foreach (
            var (name, value) in new[]
            {
                ("state", State?.ToString()),
                ("topic", Topic?.ToString()),
                ("page", number > 1 ? $"{number}" : null),
            }
        )
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return $"/desk/{localizer.Language.Code}/messages{query}";
    }
}
