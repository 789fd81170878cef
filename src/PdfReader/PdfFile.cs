using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Tokens;

namespace Concord.PdfReader;

/// <summary>Reads a PDF that may be hostile; a process of its own has to bound its time and memory.</summary>
internal static class PdfFile
{
    /// <summary>Bytes after <c>%%EOF</c> that programs leave there: line ends and padding.</summary>
    private static readonly byte[] Padding = "\r\n\t \0"u8.ToArray();

    public static PdfContents Read(byte[] content)
    {
        if (!IsPdfAlone(content))
        {
            return new PdfContents { Fault = PdfFault.NotPdf };
        }

        try
        {
            using var document = PdfDocument.Open(content, new ParsingOptions { UseLenientParsing = true });
            return document.IsEncrypted ? new PdfContents { Fault = PdfFault.Encrypted } : Read(document);
        }
        catch (PdfDocumentEncryptedException)
        {
            return new PdfContents { Fault = PdfFault.Encrypted };
        }
        catch (Exception failure) when (failure is OutOfMemoryException or InsufficientExecutionStackException)
        {
            return new PdfContents { Fault = PdfFault.TooDemanding };
        }
#pragma warning disable CA1031 // The library throws many kinds for broken files.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new PdfContents { Fault = PdfFault.Damaged };
        }
    }

    /// <summary>A file that begins or ends as something else is taken for that by some programs.</summary>
    private static bool IsPdfAlone(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) && content.TrimEnd(Padding).EndsWith("%%EOF"u8);

    private static PdfContents Read(PdfDocument document)
    {
        if (document.NumberOfPages is 0 or > PdfLimits.MaxPages)
        {
            return new PdfContents { Fault = document.NumberOfPages == 0 ? PdfFault.Damaged : PdfFault.TooManyPages };
        }

        if (PdfInspection.Find(document) is { } fault)
        {
            return new PdfContents { Fault = fault };
        }

        var text = new StringBuilder();
        foreach (var page in document.GetPages())
        {
            text.Append(PageText.Of(page)).Append('\n');
            if (text.Length > PdfLimits.MaxText)
            {
                break;
            }
        }

        return new PdfContents
        {
            Pages = document.NumberOfPages,
            Text = Clean(text.ToString(0, Math.Min(text.Length, PdfLimits.MaxText))),
            IsTextCut = text.Length > PdfLimits.MaxText,
            Title = Line(document.Information.Title),
            Author = Line(document.Information.Author),
            IsTagged =
                document.Structure.Catalog.CatalogDictionary.TryGet(NameToken.Create("MarkInfo"), out var mark)
                && Resolve(document, mark) is DictionaryToken marks
                && marks.Data.GetValueOrDefault("Marked") is BooleanToken { Data: true },
        };
    }

    private static IToken Resolve(PdfDocument document, IToken token) =>
        token is IndirectReferenceToken reference ? document.Structure.GetObject(reference.Data).Data : token;

    private static string? Line(string? text) =>
        text is null ? null
        : Clean(text.ReplaceLineEndings(" ")).Trim() is { Length: > 0 } line ? line[..Math.Min(line.Length, 200)]
        : null;

    /// <summary>Without control characters, and without halves of characters.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }
}
