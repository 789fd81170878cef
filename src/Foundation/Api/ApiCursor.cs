using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Concord.Foundation.Api;

/// <summary>
/// The position of an item in a list: its time and its name. The next page begins after it, however many items were added or
/// removed meanwhile.
/// </summary>
/// <param name="Ticks">Of the time (UTC) by which the list is ordered; 0 where it is ordered by name.</param>
/// <param name="Name">Distinguishes items with the same time.</param>
public sealed record ApiCursor(long Ticks, string Name)
{
    public DateTime At => new(Ticks, DateTimeKind.Utc);

    public static bool TryRead(string text, [NotNullWhen(true)] out ApiCursor? cursor)
    {
        cursor = null;
        var buffer = new byte[text.Length];
        if (
            !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, buffer, out var length)
            || Encoding.UTF8.GetString(buffer, 0, length).Split(' ', 2) is not [var ticks, var name]
            || !long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > DateTime.MaxValue.Ticks
            || name.Length == 0
            || name.Any(letter => char.IsControl(letter) || letter == '\uFFFD')
        )
        {
            return false;
        }

        cursor = new ApiCursor(number, name);
        return true;
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Ticks} {Name}")));
}
