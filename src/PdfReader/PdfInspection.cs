using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace Concord.PdfReader;

/// <summary>Looks through every object of a PDF for what a document to read never needs.</summary>
internal static class PdfInspection
{
    private static readonly Dictionary<string, PdfFault> Actions = new(StringComparer.Ordinal)
    {
        ["JavaScript"] = PdfFault.Script,
        ["Launch"] = PdfFault.Action,
        ["SubmitForm"] = PdfFault.Action,
        ["ImportData"] = PdfFault.Action,
        ["GoToE"] = PdfFault.EmbeddedFile,
        ["Rendition"] = PdfFault.Multimedia,
        ["Sound"] = PdfFault.Multimedia,
        ["Movie"] = PdfFault.Multimedia,
        ["RichMediaExecute"] = PdfFault.Multimedia,
    };

    private static readonly Dictionary<string, PdfFault> Annotations = new(StringComparer.Ordinal)
    {
        ["FileAttachment"] = PdfFault.EmbeddedFile,
        ["RichMedia"] = PdfFault.Multimedia,
        ["Screen"] = PdfFault.Multimedia,
        ["Movie"] = PdfFault.Multimedia,
        ["Sound"] = PdfFault.Multimedia,
        ["3D"] = PdfFault.Multimedia,
    };

    private static readonly Dictionary<string, PdfFault> Keys = new(StringComparer.Ordinal)
    {
        ["JS"] = PdfFault.Script,
        ["JavaScript"] = PdfFault.Script,
        ["EmbeddedFiles"] = PdfFault.EmbeddedFile,
        ["EF"] = PdfFault.EmbeddedFile,
        ["XFA"] = PdfFault.DynamicForm,
        ["RichMediaContent"] = PdfFault.Multimedia,
    };

    /// <summary>Bytes of all streams, unpacked; the library drops one that is too long, the program of a reader may not.</summary>
    private const long MaxUnpacked = 1L << 30;

    /// <returns>Null where nothing was found.</returns>
    public static PdfFault? Find(PdfDocument document)
    {
        var unpacked = 0L;
        foreach (var reference in document.Structure.CrossReferenceTable.ObjectOffsets.Keys)
        {
            var token = document.Structure.GetObject(reference).Data;
            if (Find(token) is { } fault)
            {
                return fault;
            }

            unpacked += token is StreamToken stream ? UnpackedStream.LengthOf(stream, MaxUnpacked - unpacked) : 0;
            if (unpacked >= MaxUnpacked)
            {
                return PdfFault.TooDemanding;
            }
        }

        return null;
    }

    /// <summary>Objects within an object are followed, references are not: each object is looked at by itself.</summary>
    private static PdfFault? Find(IToken root)
    {
        var waiting = new Stack<IToken>([root]);
        while (waiting.TryPop(out var token))
        {
            switch (token)
            {
                case StreamToken stream:
                    waiting.Push(stream.StreamDictionary);
                    break;
                case ArrayToken array:
                    foreach (var one in array.Data)
                    {
                        waiting.Push(one);
                    }

                    break;
                case DictionaryToken dictionary:
                    if (FaultOf(dictionary) is { } fault)
                    {
                        return fault;
                    }

                    foreach (var value in dictionary.Data.Values)
                    {
                        waiting.Push(value);
                    }

                    break;
            }
        }

        return null;
    }

    private static PdfFault? FaultOf(DictionaryToken dictionary)
    {
        foreach (var key in dictionary.Data.Keys)
        {
            if (Keys.TryGetValue(key, out var fault))
            {
                return fault;
            }
        }

        return Named(dictionary, "S", Actions)
            ?? Named(dictionary, "Subtype", Annotations)
            ?? (dictionary.Data.GetValueOrDefault("Type") is NameToken { Data: "EmbeddedFile" } ? PdfFault.EmbeddedFile : null);
    }

    private static PdfFault? Named(DictionaryToken dictionary, string key, Dictionary<string, PdfFault> faults) =>
        dictionary.Data.GetValueOrDefault(key) is NameToken name && faults.TryGetValue(name.Data, out var fault) ? fault : null;
}
