using System.Globalization;
using Concord.Foundation.Languages;

namespace Concord.Media.Downloads;

/// <summary>The size of a file in words of the reader's language.</summary>
public static class FileSize
{
    private const double Kilobyte = 1_000;
    private const double Megabyte = 1_000_000;

    /// <param name="bytes">At least 1 KB is shown: nothing is free of charge.</param>
    public static string Of(long bytes, Localizer localizer) =>
        bytes < Megabyte
            ? localizer.Fill("files.size.kb", ("size", localizer.Format.Number((long)Math.Ceiling(bytes / Kilobyte))))
            : localizer.Fill("files.size.mb", ("size", localizer.Format.Number(Math.Round((decimal)(bytes / Megabyte), 1))));
}
