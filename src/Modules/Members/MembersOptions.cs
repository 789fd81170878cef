using Concord.Members.Map;

namespace Concord.Members;

/// <summary>How the members are shown: <c>Concord:Members</c>.</summary>
internal sealed class MembersOptions
{
    public const string Section = "Concord:Members";

    /// <summary>How the map shows a member.</summary>
    public MapKind Map { get; set; } = MapKind.Dots;
}
