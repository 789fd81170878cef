namespace Concord.Modules.Tests.Newsletters;

/// <summary>Messages of other mail servers, as they send them.</summary>
internal static class SampleReports
{
    private const string Recipient = "reader@example.net";

    public static string Bounce(string to, string status, string action = "failed", string messageId = "unknown@example.org") =>
        Report(
            "delivery-status",
            $"""
            Reporting-MTA: dns; mx.example.net

            Final-Recipient: rfc822; {Recipient}
            Action: {action}
            Status: {status}
            Diagnostic-Code: smtp; 550 {status} said the server

            """,
            to,
            messageId
        );

    public static string Complaint(string messageId) =>
        Report(
            "feedback-report",
            """
            Feedback-Type: abuse
            User-Agent: SomeProvider/1.0
            Version: 1

            """,
            "complaints@example.org",
            messageId
        );

    public static string Report(string type, string content, string to, string messageId) =>
        $"""
            From: MAILER-DAEMON@mx.example.net
            To: {to}
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type={type}; boundary="b1"

            --b1
            Content-Type: text/plain

            I could not do what you asked for.

            --b1
            Content-Type: message/{type}

            {content}
            --b1
            Content-Type: text/rfc822-headers

            From: news@example.org
            Subject: A title
            Message-ID: <{messageId}>

            --b1--

            """.ReplaceLineEndings("\r\n");

    public static string Plain(string to, string from, string headers, string text) =>
        $"From: {from}\r\nTo: {to}\r\nSubject: Re: A title\r\n{headers}MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n{text}\r\n";
}
