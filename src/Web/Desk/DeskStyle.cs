using Concord.Web.Serving;
using Microsoft.AspNetCore.Html;

namespace Concord.Web.Desk;

/// <summary>The style sheet of the workspace.</summary>
internal sealed class DeskStyle
{
    private readonly StyleSheet sheet = new("faces.css", "desk.css");

    public IHtmlContent Html => sheet.Html;

    public string Hash => sheet.Hash;
}
