namespace Concord.Mail.Reports;

/// <summary>What another server says about a message that was sent.</summary>
/// <param name="Status">Code of RFC 3463, such as <c>5.1.1</c>; null where it gives none.</param>
/// <param name="Names">
/// Addresses to which the report came and the Message-IDs it mentions. Anybody can write them: what they name has to be checked.
/// </param>
public sealed record MailReport(MailReportKind Kind, string? Status, IReadOnlyList<string> Names)
{
    /// <summary>Whether there is no such mailbox (RFC 3463, X.1.x and X.2.1).</summary>
    public bool IsBadAddress =>
        Kind == MailReportKind.Failed
        && Status is { } status
        && (status.StartsWith("5.1.", StringComparison.Ordinal) || status == "5.2.1");
}

public enum MailReportKind
{
    /// <summary>No report: an answer, a notice of absence, or anything else.</summary>
    None,

    /// <summary>Could not be delivered.</summary>
    Failed,

    /// <summary>Not delivered yet; the server goes on trying.</summary>
    Delayed,

    /// <summary>Its reader says that it was not wanted.</summary>
    Complaint,
}
