using Concord.Foundation.Journal;

namespace Concord.Media;

/// <summary>A picture was taken in, or replaced by another version of itself.</summary>
public sealed record PictureHung(string Name) : JournalRecord
{
    public override string Module => "media";

    public override IEnumerable<string> Topics => [$"picture:{Name}", "pictures"];
}

/// <summary>A file was taken in.</summary>
public sealed record FileKept(string Digest, string Type, long Bytes) : JournalRecord
{
    public override string Module => "media";
}

/// <summary>A picture was taken down, with the files that only it needed.</summary>
public sealed record PictureTakenDown(string Name) : JournalRecord
{
    public override string Module => "media";

    public override IEnumerable<string> Topics => [$"picture:{Name}", "pictures"];
}
