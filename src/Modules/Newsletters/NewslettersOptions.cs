using System.ComponentModel.DataAnnotations;
using Concord.Foundation.Text;

namespace Concord.Newsletters;

/// <summary>News by mail for readers: <c>Concord:Newsletters</c>. The mail server is that of <c>Concord:Mail</c>.</summary>
public sealed class NewslettersOptions : IValidatableObject
{
    public const string Section = "Concord:Newsletters";

    /// <summary>False takes the pages and every link to them away, and sends nothing.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Address of the sender; empty takes that of <c>Concord:Mail</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>
    /// Where reports of failed delivery go; a part that names the delivery is put before the @ (<c>bounces+…@example.org</c>).
    /// Empty sends them to the sender.
    /// </summary>
    public string BounceAddress { get; set; } = "";

    /// <summary>Minutes that a text is public before it is sent, for a release that is taken back at once.</summary>
    [Range(0, 1440)]
    public int DelayMinutes { get; set; } = 5;

    /// <summary>Hour of the daily and the weekly newsletter.</summary>
    [Range(0, 23)]
    public int Hour { get; set; } = 16;

    /// <summary>Time zone of the hour, by its name in the tz database.</summary>
    public string Zone { get; set; } = "UTC";

    /// <summary>Day of the weekly newsletter.</summary>
    public DayOfWeek WeekDay { get; set; } = DayOfWeek.Sunday;

    /// <summary>Connections to the mail server at a time, for each node.</summary>
    [Range(1, 50)]
    public int Connections { get; set; } = 4;

    /// <summary>Messages a minute to the addresses of one domain, for each node.</summary>
    [Range(1, 100_000)]
    public int PerDomainPerMinute { get; set; } = 300;

    /// <summary>The same for single domains: <c>Concord:Newsletters:Domains:example.com</c>.</summary>
    public IDictionary<string, int> Domains { get; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Sign-ups that one network may send in ten minutes.</summary>
    [Range(1, 1000)]
    public int PerNetwork { get; set; } = 5;

    /// <summary>Messages to confirm an address that are sent in an hour to all readers together.</summary>
    [Range(1, 1_000_000)]
    public int PerHour { get; set; } = 500;

    /// <summary>Days after which an address that was not confirmed is deleted.</summary>
    [Range(1, 30)]
    public int ConfirmDays { get; set; } = 3;

    /// <summary>How often the program looks for what is to be sent.</summary>
    [Range(1, 3600)]
    public int CheckSeconds { get; set; } = 15;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, address) in new[] { (nameof(From), From), (nameof(BounceAddress), BounceAddress) })
        {
            if (address.Length > 0 && MailAddressRule.Read(address) is null)
            {
                yield return new ValidationResult($"{Section}:{name} has to be a mail address, such as news@example.org.");
            }
        }

        // The part before the @ has at most 64 characters, of which the name of the delivery takes 49.
        if (BounceAddress.IndexOf('@', StringComparison.Ordinal) > 15)
        {
            yield return new ValidationResult($"{Section}:BounceAddress may have at most 15 characters before the @.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _))
        {
            yield return new ValidationResult($"{Section}:Zone is no time zone; give a name such as Asia/Baghdad.");
        }

        if (Domains.FirstOrDefault(domain => domain.Value is < 1 or > 100_000) is { Key: { } domain })
        {
            yield return new ValidationResult($"{Section}:Domains:{domain} has to be between 1 and 100000.");
        }
    }
}
