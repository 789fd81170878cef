using System.Globalization;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Concord.Foundation.ContentExport;

/// <summary>
/// A YAML mapping as content packs write it: texts in quotation marks, names without, several lines as a block, short
/// texts by language on one line. Values that are not set are left out. <see cref="YamlMap"/> reads the same values back.
/// </summary>
public sealed class YamlText
{
    /// <summary>Characters of a text that may share its line with its translations.</summary>
    private const int MaxOnOneLine = 80;

    private readonly YamlMappingNode node = new() { Style = MappingStyle.Block };

    public YamlText Add(string key, string? value) => value is null ? this : With(key, Scalar(value));

    /// <summary>Words for readers, always in quotation marks.</summary>
    public YamlText AddText(string key, string value) => With(key, Text(value));

    public YamlText Add(string key, DateOnly? value) => Add(key, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public YamlText Add(string key, decimal? value) => Add(key, value?.ToString("0.####", CultureInfo.InvariantCulture));

    public YamlText AddIf(string key, bool value) => value ? Add(key, "true") : this;

    /// <param name="value">UTC; a day alone where it is midnight.</param>
    public YamlText Add(string key, DateTime? value) =>
        value is not { } moment ? this
        : moment.TimeOfDay == default ? Add(key, DateOnly.FromDateTime(moment))
        : Add(key, moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    public YamlText Add(string key, IEnumerable<string> values)
    {
        var list = new YamlSequenceNode(values.Select(Scalar)) { Style = SequenceStyle.Flow };
        return list.Children.Count == 0 ? this : With(key, list);
    }

    /// <summary>Texts by language: on one line, or each on its own where one is long.</summary>
    public YamlText Add(string key, IReadOnlyDictionary<string, string> texts)
    {
        var map = new YamlMappingNode
        {
            Style = texts.Values.Any(text => text.Length > MaxOnOneLine || HasLines(text))
                ? MappingStyle.Block
                : MappingStyle.Flow,
        };
        foreach (var (language, text) in texts)
        {
            map.Add(new YamlScalarNode(language), Text(text));
        }

        return texts.Count == 0 ? this : With(key, map);
    }

    public YamlText Add(string key, YamlText? map) => map is null || map.node.Children.Count == 0 ? this : With(key, map.node);

    /// <summary>A list of mappings, one below the other.</summary>
    public YamlText Add(string key, IEnumerable<YamlText> maps)
    {
        var list = new YamlSequenceNode(maps.Select(map => map.node)) { Style = SequenceStyle.Block };
        return list.Children.Count == 0 ? this : With(key, list);
    }

    /// <summary>The same on one line for each mapping.</summary>
    public YamlText AddLines(string key, IEnumerable<YamlText> maps)
    {
        var list = new YamlSequenceNode(maps.Select(map => map.OnOneLine())) { Style = SequenceStyle.Block };
        return list.Children.Count == 0 ? this : With(key, list);
    }

    /// <param name="comment">Lines for the top of the file, without their marks; null for none.</param>
    public string Write(string? comment = null)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        foreach (var line in comment?.Split('\n') ?? [])
        {
            text.WriteLine(line.Length == 0 ? "#" : $"# {line}");
        }

        if (node.Children.Count > 0)
        {
            // Long texts stay on their line.
            var settings = new EmitterSettings(
                bestIndent: 2,
                bestWidth: int.MaxValue,
                isCanonical: false,
                maxSimpleKeyLength: 1024,
                indentSequences: true,
                useUtf16SurrogatePairs: false
            );
            new YamlStream(new YamlDocument(node)).Save(new DocumentBody(new Emitter(text, settings)), assignAnchors: false);
        }

        return text.ToString();
    }

    private YamlText With(string key, YamlNode value)
    {
        node.Add(new YamlScalarNode(key), value);
        return this;
    }

    private YamlMappingNode OnOneLine()
    {
        node.Style = MappingStyle.Flow;
        return node;
    }

    private static bool HasLines(string text) => text.Contains('\n', StringComparison.Ordinal);

    /// <summary>As a block where it has lines, or a pictograph, which would be escaped in quotation marks.</summary>
    private static YamlScalarNode Text(string value) =>
        new(value)
        {
            Style =
                (HasLines(value) || value.Any(char.IsSurrogate)) && IsBlock(value)
                    ? ScalarStyle.Literal
                    : ScalarStyle.DoubleQuoted,
        };

    /// <returns>False where a block would lose something of the text.</returns>
    private static bool IsBlock(string text) =>
        !char.IsWhiteSpace(text[0])
        && (text.EndsWith('\n') ? text[..^1] : text) is [.., var last]
        && !char.IsWhiteSpace(last)
        && text.All(letter => letter == '\n' || (!char.IsControl(letter) && letter is not ('\u2028' or '\u2029' or '\uFEFF')));

    private static YamlScalarNode Scalar(string value) => IsPlain(value) ? new YamlScalarNode(value) : Text(value);

    /// <summary>Names, days, numbers and addresses without a mark that means something in YAML.</summary>
    private static bool IsPlain(string value) =>
        value is not ("null" or "")
        && value.All(letter =>
            char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '/' or ':' or '?' or '=' or '&' or '%'
        )
        && char.IsAsciiLetterOrDigit(value[0])
        && value[^1] != ':';

    /// <summary>Leaves out the marks at the beginning and the end of a document.</summary>
    private sealed class DocumentBody(IEmitter emitter) : IEmitter
    {
        public void Emit(ParsingEvent @event) =>
            emitter.Emit(
                @event switch
                {
                    DocumentStart => new DocumentStart(null, null, isImplicit: true),
                    DocumentEnd => new DocumentEnd(isImplicit: true),
                    _ => @event,
                }
            );
    }
}
