using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Concord.Modules.Tests.Media;

/// <summary>PDF files written by hand, so that each can hold exactly what a test needs.</summary>
internal static class SamplePdf
{
    /// <summary>One page with lines of Latin text.</summary>
    public static byte[] Of(params string[] lines) => Build(Content(lines), catalog: "", extra: []);

    /// <summary>The same, with entries of its catalogue and further objects, numbered from 6.</summary>
    public static byte[] With(string catalog, params string[] objects) => Build(Content(["Text"]), catalog, objects);

    /// <summary>
    /// One page with words placed from the left, each a character of the page: letters of right-to-left scripts as programs
    /// store them.
    /// </summary>
    /// <param name="shown">What each word says, letter by letter from the left.</param>
    public static byte[] FromTheLeft(params string[] shown)
    {
        var letters = string.Concat(shown).Distinct().ToList();
        var map = string.Concat(letters.Select((letter, at) => $"<{at + 65:X2}> <{string.Concat($"{(int)letter:X4}")}>\n"));
        var unicode =
            $"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange {letters.Count} beginbfchar\n{map}endbfchar endcmap end end";
        var content = new StringBuilder("BT /F1 12 Tf ");
        for (var word = 0; word < shown.Length; word++)
        {
            var codes = string.Concat(shown[word].Select(letter => $"{letters.IndexOf(letter) + 65:X2}"));
            content.Append(CultureInfo.InvariantCulture, $"1 0 0 1 {72 + (word * 110)} 700 Tm <{codes}> Tj ");
        }

        var widths = string.Join(' ', letters.Select(_ => "600"));
        return Build(
            Stream(content.Append("ET").ToString()),
            catalog: "",
            [
                Stream(unicode),
                "<< /Type /FontDescriptor /FontName /Sample /Flags 4 /FontBBox [0 0 600 700] /Ascent 700 /Descent 0 >>",
            ],
            $"/Subtype /TrueType /BaseFont /Sample /FirstChar 65 /LastChar {letters.Count + 64} /Widths [{widths}] /FontDescriptor 7 0 R /ToUnicode 6 0 R"
        );
    }

    /// <summary>One page whose content is this many spaces, compressed.</summary>
    public static byte[] Bomb(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var spaces = new byte[1 << 20];
            spaces.AsSpan().Fill((byte)' ');
            for (var i = 0; i < megabytes; i++)
            {
                zip.Write(spaces);
            }
        }

        var stream = Encoding.Latin1.GetString(packed.ToArray());
        return Build($"<< /Length {stream.Length} /Filter /FlateDecode >>\nstream\n{stream}\nendstream", catalog: "", extra: []);
    }

    private static string Content(string[] lines) =>
        Stream(string.Concat(lines.Select((line, at) => $"BT /F1 12 Tf 1 0 0 1 72 {720 - (at * 20)} Tm ({line}) Tj ET\n")));

    private static string Stream(string text) => $"<< /Length {text.Length} >>\nstream\n{text}\nendstream";

    private static byte[] Build(
        string content,
        string catalog,
        string[] extra,
        string font = "/Subtype /Type1 /BaseFont /Helvetica"
    )
    {
        string[] objects =
        [
            $"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            content,
            $"<< /Type /Font {font} >>",
            .. extra,
        ];
        var pdf = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        for (var at = 0; at < objects.Length; at++)
        {
            places.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{at + 1} 0 obj\n{objects[at]}\nendobj\n");
        }

        var start = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
        {
            pdf.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        }

        pdf.Append(
            CultureInfo.InvariantCulture,
            $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
        );
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
