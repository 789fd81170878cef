using System.Text.Json.Serialization;

namespace Concord.Newsroom.WordPress;

/// <summary>An export that was uploaded in the workspace, and what was done with it.</summary>
internal sealed record WordPressJob
{
    public required Guid Id { get; init; }

    public required string FileName { get; init; }

    public required long Length { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime UploadedAt { get; init; }

    public required string UploadedBy { get; init; }

    public required WordPressJobState State { get; init; }

    /// <summary>UTC; when it came to this state.</summary>
    public required DateTime ChangedAt { get; init; }

    /// <summary>Fetches files from the old site.</summary>
    public bool Fetches { get; init; }

    /// <summary>Null until it was checked.</summary>
    public WordPressReport? Report { get; init; }

    /// <summary>Line and column where the file is damaged.</summary>
    public int FaultLine { get; init; }

    public int FaultColumn { get; init; }

    /// <summary>Why it ended, in English; null where all went well.</summary>
    public string? Fault { get; init; }

    [JsonIgnore]
    public WordPressProgress? Progress { get; init; }

    [JsonIgnore]
    public bool IsRunning => State is WordPressJobState.Checking or WordPressJobState.Importing;
}

internal enum WordPressJobState
{
    /// <summary>It is being read, and nothing is changed.</summary>
    Checking,

    /// <summary>It can be imported.</summary>
    Checked,

    Importing,

    Imported,

    /// <summary>It is no export, or is damaged; nothing was imported.</summary>
    Refused,

    /// <summary>The site was stopped, or the database could not be reached; what was imported until then is complete.</summary>
    Stopped,
}
