using System.ComponentModel.DataAnnotations;

namespace Concord.Media.Recordings;

/// <summary>How video and audio are converted: <c>Concord:Recordings</c>.</summary>
internal sealed class RecordingOptions
{
    public const string Section = "Concord:Recordings";

    /// <summary>The program; its path, or its name where it is on the path of the site. <c>ffprobe</c> is beside it.</summary>
    public string Ffmpeg { get; set; } = "ffmpeg";

    /// <summary>False on a node that only serves pages.</summary>
    public bool Converting { get; set; } = true;

    /// <summary>Threads of one conversion. One recording is converted at a time.</summary>
    [Range(1, 64)]
    public int Threads { get; set; } = 2;

    /// <summary>Megabytes of addresses that the program may use; more ends it. Not on Windows.</summary>
    [Range(512, 65536)]
    public int MaxMemoryMegabytes { get; set; } = 4096;
}
