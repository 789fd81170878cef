using System.Security.Cryptography;
using System.Text;

namespace Concord.Newsroom.Printing;

/// <summary>
/// A released statement as plain text: title, summary and body in Markdown, with an empty line between them and one line end
/// after the last, in UTF-8. Whoever has the text can compute the hash that its PDF names.
/// </summary>
internal sealed record StatementText(string Title, string Summary, string Body)
{
    public byte[] Bytes => Encoding.UTF8.GetBytes($"{Title}\n\n{Summary}\n\n{Body}\n");

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <returns><c>/en/text/round-table.txt</c>.</returns>
    public static string AddressOf(string language, string slug) => $"/{language}/text/{slug}.txt";
}
