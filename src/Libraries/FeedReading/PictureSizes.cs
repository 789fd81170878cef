using System.Globalization;
using System.Text.RegularExpressions;

namespace Concord.FeedReading;

/// <summary>Recognises one picture that is offered in several sizes, by its address.</summary>
internal static partial class PictureSizes
{
    public static bool IsPicture(FeedMedia file) => file.Type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    /// <returns>Each file once, of a picture in several sizes the largest; in the order in which they first occur.</returns>
    public static IReadOnlyList<FeedMedia> OneOfEach(IEnumerable<FeedMedia> files) =>
        [
            .. files
                .GroupBy(file => IsPicture(file) ? WithoutSize(file.Address) : file.Address, StringComparer.Ordinal)
                .Select(sizes =>
                    sizes.MaxBy(file => SizeIn(file.Address))! with
                    {
                        Description = sizes.Select(file => file.Description).FirstOrDefault(words => words is { Length: > 0 }),
                        Bytes = sizes.Count() == 1 ? sizes.First().Bytes : sizes.MaxBy(file => SizeIn(file.Address))!.Bytes,
                    }
                ),
        ];

    private static string WithoutSize(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal);
        var (path, keys) = query < 0 ? (address, "") : (address[..query], address[(query + 1)..]);
        var others = keys.Split('&').Where(key => !SizeKey().IsMatch(key));
        return $"{SizeInName().Replace(path, "")}?{string.Join('&', others)}";
    }

    /// <returns>Pixels of the width as the address states it; where it states none it is the original.</returns>
    private static int SizeIn(string address)
    {
        var stated = StatedSize().Match(address);
        return
            stated.Success
            && int.TryParse(stated.Groups["width"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            ? width
            : int.MaxValue;
    }

    [GeneratedRegex(
        """^(?:w|h|width|height|size|resize|fit|quality|q|dpr|zoom|ssl|strip|crop)=(?:[0-9.]+(?:px)?|[0-9]+(?:x|,|%2C)[0-9]+|small|medium|large|thumb|thumbnail|full|original|max|all|info)$""",
        RegexOptions.IgnoreCase,
        10_000
    )]
    private static partial Regex SizeKey();

    // WordPress: bridge-300x200.jpg, bridge-scaled.jpg.
    [GeneratedRegex("""-(?:[0-9]{2,4}x[0-9]{2,4}|scaled)(?=\.[A-Za-z]{3,4}$)""", RegexOptions.None, 10_000)]
    private static partial Regex SizeInName();

    [GeneratedRegex(
        """(?:[?&](?:w|width|resize|fit)=|-(?=[0-9]{2,4}x[0-9]{2,4}\.))(?<width>[0-9]{1,5})""",
        RegexOptions.IgnoreCase,
        10_000
    )]
    private static partial Regex StatedSize();
}
