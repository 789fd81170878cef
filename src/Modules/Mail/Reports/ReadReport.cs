using System.Text.RegularExpressions;
using MimeKit;

namespace Concord.Mail.Reports;

/// <summary>
/// Reads reports of failed delivery (RFC 3464), complaints (RFC 5965), and the letters of servers that know neither. Trust
/// boundary: whoever knows the address can send one.
/// </summary>
public static partial class ReadReport
{
    /// <summary>Bytes; a report with a whole message in it is smaller.</summary>
    public const int MaxLength = 2 << 20;

    private const int MaxDepth = 16;
    private const int MaxNames = 50;

    private static readonly string[] RecipientHeaders =
    [
        "To",
        "Delivered-To",
        "X-Original-To",
        "Envelope-To",
        "In-Reply-To",
        "References",
    ];

    /// <param name="content">A message as it is stored (RFC 5322).</param>
    /// <exception cref="InvalidDataException">It is no message, or larger than <see cref="MaxLength"/>.</exception>
    public static async Task<MailReport> FromAsync(Stream content, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[16 << 10];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellation)) > 0)
        {
            if (bytes.Length + read > MaxLength)
            {
                throw new InvalidDataException($"The message has more than {MaxLength >> 20} MB.");
            }

            bytes.Write(buffer, 0, read);
        }

        bytes.Position = 0;
        try
        {
            var options = new ParserOptions { MaxMimeDepth = MaxDepth };
            using var message = await MimeMessage.LoadAsync(options, bytes, cancellation);
            return Of(message);
        }
        catch (FormatException failure)
        {
            throw new InvalidDataException($"This is no mail message: {failure.Message}", failure);
        }
    }

    internal static MailReport Of(MimeMessage message)
    {
        var (kind, status) = (MailReportKind.None, (string?)null);
        var names = new List<string>();
        foreach (
            var header in message.Headers.Where(header =>
                RecipientHeaders.Contains(header.Field, StringComparer.OrdinalIgnoreCase)
            )
        )
        {
            names.Add(header.Value);
        }

        foreach (var part in message.BodyParts.Take(MaxNames))
        {
            switch (part)
            {
                case MessageDeliveryStatus delivery:
                    (kind, status) = Worse((kind, status), OfStatus(delivery));
                    break;
                case MessageFeedbackReport feedback:
                    kind = OfFeedback(feedback) ? MailReportKind.Complaint : kind;
                    break;
            }
        }

        foreach (var original in Originals(message.Body))
        {
            names.Add(original.MessageId ?? "");
        }

        if (kind == MailReportKind.None && IsFromServer(message))
        {
            kind = MailReportKind.Failed;
        }

        return new MailReport(kind, status, [.. names.Where(name => name.Length > 0).Take(MaxNames)]);
    }

    private static (MailReportKind Kind, string? Status) OfStatus(MessageDeliveryStatus delivery)
    {
        var found = (Kind: MailReportKind.None, Status: (string?)null);
        // The first group is about the message, the others are about one recipient each; some servers write one group only.
        foreach (var group in delivery.StatusGroups.Take(MaxNames))
        {
            var kind = group["Action"]?.Trim().ToLowerInvariant() switch
            {
                "failed" => MailReportKind.Failed,
                "delayed" => MailReportKind.Delayed,
                _ => MailReportKind.None,
            };
            var status = EnhancedCode().Match(group["Status"] ?? "") is { Success: true } code ? code.Value : null;
            found = Worse(found, (kind, status));
        }

        return found;
    }

    private static (MailReportKind Kind, string? Status) Worse(
        (MailReportKind Kind, string? Status) one,
        (MailReportKind Kind, string? Status) other
    ) => other.Kind == MailReportKind.None || one.Kind == MailReportKind.Failed ? one : other;

    /// <summary>Some providers report what readers take out of the folder of unwanted mail, too.</summary>
    private static bool OfFeedback(MessageFeedbackReport feedback) =>
        feedback.Fields["Feedback-Type"]?.Trim().ToLowerInvariant() is not "not-spam";

    private static IEnumerable<MimeMessage> Originals(MimeEntity? body) =>
        body switch
        {
            MessagePart { Message: { } original } => [original],
            Multipart multipart => multipart.Take(MaxNames).SelectMany(Originals),
            _ => [],
        };

    /// <summary>A letter of a server in its own words. Notices of absence come from people.</summary>
    private static bool IsFromServer(MimeMessage message) =>
        message.Headers["Auto-Submitted"]?.Trim().StartsWith("auto-replied", StringComparison.OrdinalIgnoreCase) != true
        && message.From.Mailboxes.FirstOrDefault()?.Address is { } from
        && (
            from.StartsWith("mailer-daemon@", StringComparison.OrdinalIgnoreCase)
            || from.StartsWith("postmaster@", StringComparison.OrdinalIgnoreCase)
        );

    [GeneratedRegex(@"\b[245]\.[0-9]{1,3}\.[0-9]{1,3}\b", RegexOptions.NonBacktracking)]
    private static partial Regex EnhancedCode();
}
