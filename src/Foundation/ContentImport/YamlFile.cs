using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Concord.Foundation.ContentImport;

/// <summary>
/// Reads one YAML document into nodes that know their file and line. Anchors, aliases (which expand) and nesting deeper than
/// 24 are rejected before anything is built.
/// </summary>
public static class YamlFile
{
    private const int MaxDepth = 24;

    /// <param name="offset">Lines before the text in its file (front matter inside Markdown).</param>
    /// <returns>The root mapping, or null after a problem was reported.</returns>
    public static YamlMap? ReadMap(ContentFolder pack, string file, string text, int offset = 0)
    {
        try
        {
            CheckShape(text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
            {
                return new YamlMap(pack, file, root, offset);
            }

            pack.Report(file, 1 + offset, ImportProblemCode.NotYaml, "expected one mapping of “key: value” lines.");
        }
        catch (YamlException fault)
        {
            pack.Report(
                file,
                (int)fault.Start.Line + offset,
                ImportProblemCode.NotYaml,
                $"this is not YAML: {fault.Message.TrimEnd('.')}."
            );
        }
        catch (InvalidOperationException)
        {
            // The parser throws without a position on some broken escapes.
            pack.Report(
                file,
                1 + offset,
                ImportProblemCode.NotYaml,
                "this is not YAML: a text in quotes or an escape in it is broken."
            );
        }

        return null;
    }

    private static void CheckShape(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth)
            {
                throw new YamlException(parser.Current.Start, parser.Current.End, $"nested deeper than {MaxDepth} levels");
            }

            if (parser.Current is AnchorAlias || (parser.Current is NodeEvent node && !node.Anchor.IsEmpty))
            {
                throw new YamlException(
                    parser.Current.Start,
                    parser.Current.End,
                    "anchors and aliases are not allowed here; write the value out"
                );
            }
        }
    }
}
