using System.Globalization;
using Concord.Foundation.Languages;
using Concord.Foundation.Text;

namespace Concord.Members;

/// <summary><c>{{members}}</c> and <c>{{members 2020-10-01}}</c>: the number of members on a day.</summary>
internal sealed class MembersToken(MemberLedger ledger) : ITextToken
{
    public string Name => "members";

    public string Example => "{{members}} and {{members 2020-10-01}}";

    public string Tag => "members";

    public bool Takes(string argument) => argument.Length == 0 || TryRead(argument, out _);

    public async Task<string> ValueAsync(string argument, Language language, DateOnly today, CancellationToken cancellation)
    {
        var on = TryRead(argument, out var date) ? date : today;
        return new ReaderFormat(language).Number((await ledger.OnAsync(on, cancellation)).Count);
    }

    private static bool TryRead(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
