using Concord.Foundation.Journal;

namespace Concord.Media;

/// <summary>A picture was added, or replaced by a new version.</summary>
public sealed record PictureAdded(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"picture:{Name}", "pictures"];
}

/// <summary>A picture was uploaded in the workspace.</summary>
public sealed record PictureUploaded(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"picture:{Name}", "pictures"];
}

/// <summary>What is said about a picture was changed: its texts, credit or rights.</summary>
public sealed record PictureDescribed(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"picture:{Name}", "pictures"];
}

/// <summary>A file was added.</summary>
public sealed record FileAdded(string Digest, string Type, long Bytes) : AuditEvent
{
    public override string Module => "media";
}

/// <summary>A picture was removed, with the files that only it used.</summary>
public sealed record PictureRemoved(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"picture:{Name}", "pictures"];
}

/// <summary>A file for download was added to the library by an import.</summary>
public sealed record DownloadAdded(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"file:{Name}"];
}

/// <summary>A file for download was uploaded in the workspace.</summary>
public sealed record DownloadUploaded(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"file:{Name}"];
}

/// <summary>The name or the rights of a file for download were changed.</summary>
public sealed record DownloadDescribed(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"file:{Name}"];
}

/// <summary>A file for download was removed.</summary>
public sealed record DownloadRemoved(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"file:{Name}"];
}

/// <summary>The text of a stored PDF was read, for the search.</summary>
public sealed record PdfRead(string Digest, int Pages) : AuditEvent
{
    public override string Module => "media";
}

/// <summary>Video or audio was uploaded in the workspace.</summary>
public sealed record RecordingUploaded(string Name) : AuditEvent
{
    public override string Module => "media";
}

/// <summary>Video or audio was added to the library by an import.</summary>
public sealed record RecordingAdded(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"recording:{Name}"];
}

/// <summary>A part of the content of a recording was stored.</summary>
public sealed record RecordingStored(string Digest, long Bytes) : AuditEvent
{
    public override string Module => "media";
}

/// <summary>A recording was converted, and can be used.</summary>
public sealed record RecordingConverted(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"recording:{Name}"];
}

/// <summary>A recording could not be converted.</summary>
public sealed record RecordingRefused(string Name) : AuditEvent
{
    public override string Module => "media";
}

/// <summary>What is said about a recording was changed: its captions, transcripts, credit, rights or picture.</summary>
public sealed record RecordingDescribed(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"recording:{Name}"];
}

/// <summary>A recording was removed.</summary>
public sealed record RecordingRemoved(string Name) : AuditEvent
{
    public override string Module => "media";

    public override IEnumerable<string> Tags => [$"recording:{Name}"];
}
