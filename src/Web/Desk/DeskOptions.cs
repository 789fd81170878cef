using System.ComponentModel.DataAnnotations;

namespace Concord.Web.Desk;

/// <summary>The workspace: <c>Concord:Desk</c>.</summary>
internal sealed class DeskOptions
{
    public const string Section = "Concord:Desk";

    /// <summary>Requests that one address may make in a minute; an IPv6 address counts with its /64 network.</summary>
    [Range(10, 100_000)]
    public int RequestsPerMinute { get; set; } = 1200;
}
