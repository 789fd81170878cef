using Concord.Foundation.Journal;

namespace Concord.Media;

/// <summary>A picture was taken in, or replaced by another version of itself.</summary>
public sealed record PictureAdded(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"picture:{Name}", "pictures"];
}

/// <summary>A file was taken in.</summary>
public sealed record FileAdded(string Digest, string Type, long Bytes) : AuditEvent
{
    public override string Module => "media";
}

/// <summary>A picture was taken down, with the files that only it needed.</summary>
public sealed record PictureRemoved(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"picture:{Name}", "pictures"];
}
