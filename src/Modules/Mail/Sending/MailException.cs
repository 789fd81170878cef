using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Concord.Mail.Sending;

/// <summary>A message was not accepted by the server. Its text holds no mail address.</summary>
public sealed partial class MailException : Exception
{
    private MailException(MailFailureKind kind, string message, string? status, Exception cause)
        : base(message, cause) => (Kind, Status) = (kind, status);

    public MailFailureKind Kind { get; }

    /// <summary>The codes of the server's answer, such as <c>550 5.1.1</c> (RFC 3463); null where it gave none.</summary>
    public string? Status { get; }

    /// <summary>Whether the server says that there is no such mailbox (RFC 3463, X.1.x and X.2.1).</summary>
    public bool IsBadAddress =>
        Kind == MailFailureKind.Refused
        && Status is { } status
        && (status.Contains(" 5.1.", StringComparison.Ordinal) || status.EndsWith(" 5.2.1", StringComparison.Ordinal));

    internal static bool Covers(Exception failure, CancellationToken cancellation) =>
        failure
            is IOException
                or System.Net.Sockets.SocketException
                or TimeoutException
                or ProtocolException
                or CommandException
                or AuthenticationException
                or SslHandshakeException
                or ServiceNotConnectedException
                or ServiceNotAuthenticatedException
                or NotSupportedException
        || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    /// <param name="isContentSent">Whether the server was given some of the content.</param>
    internal static MailException Of(Exception failure, bool isContentSent)
    {
        var text = Addresses().Replace(failure.Message.ReplaceLineEndings(" "), "(address)");
        if (failure is not SmtpCommandException answer)
        {
            return new MailException(
                isContentSent ? MailFailureKind.Unknown : MailFailureKind.Server,
                text,
                status: null,
                failure
            );
        }

        var code = (int)answer.StatusCode;
        var status = EnhancedCode().Match(answer.Message) is { Success: true } found ? $"{code} {found.Value}" : $"{code}";
        return new MailException(KindOf(answer, code), $"{code} {text}", status, failure);
    }

    private static MailFailureKind KindOf(SmtpCommandException answer, int code) =>
        // What is wrong with the sender or the service is wrong for every message.
        answer.ErrorCode == SmtpErrorCode.SenderNotAccepted
        || code is 421 or < 400
            ? MailFailureKind.Server
        : code < 500 ? MailFailureKind.Later
        : MailFailureKind.Refused;

    [GeneratedRegex(@"[^\s<>]+@[^\s<>]+", RegexOptions.NonBacktracking)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b", RegexOptions.NonBacktracking)]
    private static partial Regex EnhancedCode();
}

/// <summary>What a failure says about a message.</summary>
public enum MailFailureKind
{
    /// <summary>The server cannot be reached, or takes no mail from this sender: the message was not given to it.</summary>
    Server,

    /// <summary>Not accepted for the time being (4xx).</summary>
    Later,

    /// <summary>Not accepted (5xx).</summary>
    Refused,

    /// <summary>The connection broke while the server had the content: nobody knows whether it accepted it.</summary>
    Unknown,
}
