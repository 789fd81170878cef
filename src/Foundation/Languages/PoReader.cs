using System.Globalization;
using System.Text;

namespace Concord.Foundation.Languages;

/// <summary>The state of reading one PO file line by line.</summary>
internal sealed class PoReader(string name)
{
    private readonly List<PoEntry> entries = [];
    private readonly Dictionary<string, StringBuilder> fields = [];
    private StringBuilder? current;
    private bool fuzzy;
    private int start;
    private int line;

    public void Take(string text, int number)
    {
        line = number;
        if (text.Length == 0 || text.StartsWith("#~", StringComparison.Ordinal))
        {
            Close();
        }
        else if (text[0] == '#')
        {
            if (fields.Count > 0)
            {
                Close();
            }

            fuzzy |= text.StartsWith("#,", StringComparison.Ordinal) && text.Contains("fuzzy", StringComparison.Ordinal);
        }
        else if (text[0] == '"')
        {
            (current ?? throw Fault("a string without a keyword before it")).Append(PoFile.Unquote(text, Fault));
        }
        else
        {
            Open(text);
        }
    }

    public IReadOnlyList<PoEntry> End()
    {
        Close();
        return entries;
    }

    private void Open(string text)
    {
        var space = text.IndexOfAny([' ', '\t', '"']);
        var keyword = space < 0 ? text : text[..space];
        if (keyword is "msgctxt" || (keyword is "msgid" && fields.ContainsKey("msgid")))
        {
            Close();
        }

        var known = keyword is "msgctxt" or "msgid" or "msgid_plural" or "msgstr" || IsForm(keyword);
        if (!known)
        {
            throw Fault($"unknown keyword “{keyword}”");
        }

        if (fields.Count == 0)
        {
            start = line;
        }

        current = new StringBuilder(PoFile.Unquote(text.AsSpan(keyword.Length).Trim(), Fault));
        if (!fields.TryAdd(keyword, current))
        {
            throw Fault($"“{keyword}” stands twice in one entry");
        }
    }

    private static bool IsForm(string keyword) =>
        keyword.StartsWith("msgstr[", StringComparison.Ordinal)
        && keyword[^1] == ']'
        && int.TryParse(keyword.AsSpan(7, keyword.Length - 8), NumberStyles.None, CultureInfo.InvariantCulture, out var form)
        && form < 10;

    private void Close()
    {
        current = null;
        if (fields.Count == 0)
        {
            return;
        }

        var id = Field("msgid") ?? throw Fault($"the entry that begins on line {start} has no msgid");
        var plural = Field("msgid_plural");
        var forms = plural is null
            ? [Field("msgstr") ?? throw Fault($"the entry that begins on line {start} has no msgstr")]
            : Forms();
        entries.Add(new PoEntry(Field("msgctxt"), id, plural, forms, fuzzy, start));
        fields.Clear();
        fuzzy = false;
    }

    private List<string> Forms()
    {
        var forms = new List<string>();
        while (Field($"msgstr[{forms.Count}]") is { } form)
        {
            forms.Add(form);
        }

        return forms.Count > 0 ? forms : throw Fault($"the entry that begins on line {start} has a plural but no msgstr[0]");
    }

    private string? Field(string keyword) => fields.TryGetValue(keyword, out var text) ? text.ToString() : null;

    private FormatException Fault(string what) => new($"{name}, line {line}: {what}.");
}
