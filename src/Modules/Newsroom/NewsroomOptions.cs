using System.ComponentModel.DataAnnotations;

namespace Concord.Newsroom;

/// <summary>How texts are released: <c>Concord:Newsroom</c>.</summary>
public sealed class NewsroomOptions
{
    public const string Section = "Concord:Newsroom";

    /// <summary>True releases only revisions that were cleared.</summary>
    public bool RequireClearance { get; set; }

    /// <summary>Seconds between two looks for due release sets.</summary>
    [Range(1, 3600)]
    public int ReleaseCheckSeconds { get; set; } = 5;
}
