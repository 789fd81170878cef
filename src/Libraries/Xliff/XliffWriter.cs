using System.Globalization;
using System.Text;
using System.Xml;

namespace Concord.Xliff;

/// <summary>Writes XLIFF 2.1, which tools for 2.0 read as well.</summary>
public static class XliffWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <returns>UTF-8.</returns>
    public static byte[] Write(XliffDocument document)
    {
        using var stream = new MemoryStream();
        using (
            var writer = XmlWriter.Create(
                stream,
                new XmlWriterSettings { Encoding = Utf8, NewLineHandling = NewLineHandling.Entitize }
            )
        )
        {
            writer.WriteStartElement("xliff", Namespaces.Core20.NamespaceName);
            writer.WriteAttributeString("version", "2.1");
            writer.WriteAttributeString("srcLang", document.SourceLanguage);
            if (document.TargetLanguage is { } target)
            {
                writer.WriteAttributeString("trgLang", target);
            }

            foreach (var file in document.Files)
            {
                Line(writer, 1);
                WriteFile(writer, file);
            }

            Line(writer, 0);
            writer.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void WriteFile(XmlWriter writer, XliffFile file)
    {
        writer.WriteStartElement("file");
        writer.WriteAttributeString("id", file.Id);
        if (file.Original is { } original)
        {
            writer.WriteAttributeString("original", original);
        }

        foreach (var unit in file.Units)
        {
            Line(writer, 2);
            WriteUnit(writer, unit);
        }

        Line(writer, 1);
        writer.WriteEndElement();
    }

    private static void WriteUnit(XmlWriter writer, XliffUnit unit)
    {
        writer.WriteStartElement("unit");
        writer.WriteAttributeString("id", unit.Id);
        writer.WriteAttributeString("xml", "space", null, "preserve");
        if (unit.Notes.Count > 0)
        {
            Line(writer, 3);
            writer.WriteStartElement("notes");
            foreach (var note in unit.Notes)
            {
                writer.WriteStartElement("note");
                WriteText(writer, note, allowsCodePoints: false);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        var codes = CodesOf(unit);
        if (codes.Count > 0)
        {
            Line(writer, 3);
            writer.WriteStartElement("originalData");
            foreach (var (text, id) in codes.OrderBy(code => code.Value))
            {
                writer.WriteStartElement("data");
                writer.WriteAttributeString("id", Name('d', id));
                WriteText(writer, text, allowsCodePoints: true);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        Line(writer, 3);
        writer.WriteStartElement("segment");
        if (unit.Target is not null)
        {
            writer.WriteAttributeString("state", "translated");
        }

        var places = new Places(unit.Source);
        WriteRuns(writer, "source", unit.Source, codes, places);
        if (unit.Target is { } target)
        {
            places.Rewind();
            WriteRuns(writer, "target", target, codes, places);
        }

        writer.WriteEndElement();
        Line(writer, 2);
        writer.WriteEndElement();
    }

    private static Dictionary<string, int> CodesOf(XliffUnit unit)
    {
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var run in unit.Source.Concat(unit.Target ?? []).Where(run => run.IsCode))
        {
            codes.TryAdd(run.Text, codes.Count + 1);
        }

        return codes;
    }

    private static void WriteRuns(
        XmlWriter writer,
        string name,
        IReadOnlyList<XliffRun> runs,
        Dictionary<string, int> codes,
        Places places
    )
    {
        writer.WriteStartElement(name);
        foreach (var run in runs)
        {
            if (run.IsCode)
            {
                writer.WriteStartElement("ph");
                writer.WriteAttributeString("id", Name('c', places.Next(run.Text)));
                writer.WriteAttributeString("dataRef", Name('d', codes[run.Text]));
                writer.WriteAttributeString("disp", Printable(run.Text));
                writer.WriteEndElement();
            }
            else
            {
                WriteText(writer, run.Text, allowsCodePoints: true);
            }
        }

        writer.WriteEndElement();
    }

    /// <summary>Characters that XML does not allow become code points, or are left out where those may not stand.</summary>
    private static void WriteText(XmlWriter writer, string text, bool allowsCodePoints)
    {
        var begin = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                at++;
            }
            else if (!XmlConvert.IsXmlChar(text[at]))
            {
                writer.WriteString(text[begin..at]);
                begin = at + 1;
                if (allowsCodePoints)
                {
                    writer.WriteStartElement("cp");
                    writer.WriteAttributeString("hex", ((int)text[at]).ToString("X4", CultureInfo.InvariantCulture));
                    writer.WriteEndElement();
                }
            }
        }

        writer.WriteString(text[begin..]);
    }

    private static string Printable(string text) => string.Concat(text.Where(character => XmlConvert.IsXmlChar(character)));

    private static string Name(char kind, int number) => kind + number.ToString(CultureInfo.InvariantCulture);

    private static void Line(XmlWriter writer, int depth) => writer.WriteWhitespace("\n" + new string(' ', 2 * depth));

    /// <summary>Numbers of codes: a code of the target has the number of the same code in the source, or a new one.</summary>
    private sealed class Places
    {
        private readonly List<string> source = [];
        private readonly int first;
        private readonly HashSet<int> used = [];
        private int added;

        public Places(IReadOnlyList<XliffRun> runs)
        {
            source.AddRange(runs.Where(run => run.IsCode).Select(run => run.Text));
            first = source.Count;
        }

        public void Rewind() => used.Clear();

        public int Next(string text)
        {
            for (var at = 0; at < source.Count; at++)
            {
                if (source[at] == text && used.Add(at))
                {
                    return at + 1;
                }
            }

            return first + ++added;
        }
    }
}
