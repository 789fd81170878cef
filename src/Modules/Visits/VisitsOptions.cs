namespace Concord.Visits;

/// <summary>Whether page views are counted: <c>Concord:Visits</c>.</summary>
public sealed class VisitsOptions
{
    public const string Section = "Concord:Visits";

    /// <summary>True asks readers whether they agree to be counted; otherwise nothing of it is on a page.</summary>
    public bool Counted { get; set; }
}
