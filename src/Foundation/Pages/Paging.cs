namespace Concord.Foundation.Pages;

/// <summary>One page of a long list.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Total">Number of items in all.</param>
public sealed record Paging(int Number, int Size, int Total)
{
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    public int Skip => (Number - 1) * Size;

    public bool Exists => Number >= 1 && Number <= Pages;

    /// <summary>The page numbers to show, with null for gaps: 1 … 4 5 6 … 20.</summary>
    public IEnumerable<int?> Offered()
    {
        int? last = null;
        foreach (var page in Enumerable.Range(1, Pages).Where(page => page == 1 || page == Pages || Math.Abs(page - Number) <= 1))
        {
            if (last is not null && page > last + 1)
            {
                yield return null;
            }

            yield return last = page;
        }
    }

    /// <summary>Parses a page number; null when it is not a page of any list.</summary>
    public static int? Read(string? text) =>
        string.IsNullOrEmpty(text) ? 1
        : int.TryParse(
            text,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number
        ) && number is >= 1 and <= 1_000_000
            ? number
        : null;
}

/// <summary>The links under a long list, rendered by the shared partial <c>_Paging</c>.</summary>
/// <param name="AddressOn">Address of a page, by its number.</param>
public sealed record PagingLinks(Paging Paging, Func<int, string> AddressOn);
