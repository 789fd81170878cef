using System.Globalization;
using Concord.Foundation.Languages;
using Concord.PdfReader;

namespace Concord.Media.Downloads;

/// <summary>Why a PDF is refused, in words.</summary>
internal static class PdfFaults
{
    /// <summary>In English, as an import reports it.</summary>
    public static string TextOf(PdfFault fault) =>
        fault switch
        {
            PdfFault.NotPdf => "the file is not a PDF from its first byte to its last: export it again as PDF.",
            PdfFault.Encrypted => "the PDF needs a password: save it without one.",
            PdfFault.TooManyPages => string.Create(
                CultureInfo.InvariantCulture,
                $"the PDF has more than {PdfLimits.MaxPages} pages: divide it."
            ),
            PdfFault.Script => "the PDF contains a script: print it to a new PDF.",
            PdfFault.Action => "the PDF starts programs or sends data: print it to a new PDF.",
            PdfFault.EmbeddedFile => "the PDF contains other files: print it to a new PDF.",
            PdfFault.Multimedia => "the PDF contains film or sound: print it to a new PDF.",
            PdfFault.DynamicForm => "the PDF is a dynamic form: print it to a new PDF.",
            PdfFault.TooDemanding => "reading the PDF takes too much time or memory: export it again, with fewer pages.",
            _ => "the PDF is cut short or damaged: export it again.",
        };

    /// <summary>In the language of the person.</summary>
    public static string TextOf(PdfFault fault, Localizer localizer) =>
        localizer.Fill(
            $"files.fault.{KeyOf(fault)}",
            ("pages", localizer.Format.Number(PdfLimits.MaxPages)),
            ("most", localizer.Format.Number(PdfLimits.MaxBytes >> 20))
        );

    private static string KeyOf(PdfFault fault) =>
        fault switch
        {
            PdfFault.NotPdf => "not-pdf",
            PdfFault.Encrypted => "encrypted",
            PdfFault.TooManyPages => "too-many-pages",
            PdfFault.Script => "script",
            PdfFault.Action => "action",
            PdfFault.EmbeddedFile => "embedded-file",
            PdfFault.Multimedia => "multimedia",
            PdfFault.DynamicForm => "dynamic-form",
            PdfFault.TooDemanding => "too-demanding",
            _ => "damaged",
        };
}
