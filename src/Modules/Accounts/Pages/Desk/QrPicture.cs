using System.Globalization;
using System.Text;
using QRCoder;

namespace Concord.Accounts.Pages.Desk;

/// <summary>A QR code as the path of a drawing, one unit a module, with the quiet zone around it.</summary>
/// <param name="Size">Width and height in units.</param>
internal sealed record QrPicture(int Size, string Path)
{
    public static QrPicture Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                var from = x;
                while (x < rows[y].Length && rows[y][x])
                {
                    x++;
                }

                if (x > from)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
                }
            }
        }

        return new QrPicture(rows.Count, path.ToString());
    }
}
