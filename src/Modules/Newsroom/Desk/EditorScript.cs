using System.Text.Encodings.Web;
using System.Text.Json;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Foundation.Text;

namespace Concord.Newsroom.Desk;

/// <summary>The editor before the Markdown field, and the words it shows.</summary>
internal sealed class EditorScript(Localizer localizer, TextTokens tokens)
{
    private static readonly string[] Names =
    [
        "toolbar",
        "bold",
        "italic",
        "heading",
        "subheading",
        "bullets",
        "numbers",
        "quote",
        "link",
        "link-address",
        "link-set",
        "link-remove",
        "link-none",
        "link-failed",
        "link-invalid",
        "picture",
        "file",
        "recording",
        "embed-search",
        "embed-none",
        "embed-failed",
        "embed-words",
        "embed-insert",
        "figures",
        "timeline",
        "map",
        "speaker",
        "gallery",
        "footnote",
        "value",
        "value-text",
        "value-set",
        "value-invalid",
        "table",
        "row-add",
        "row-remove",
        "column-add",
        "column-remove",
        "table-remove",
        "undo",
        "redo",
        "markdown",
        "cancel",
    ];

    private static readonly string[] KeepNames =
    [
        "typing",
        "kept",
        "restored",
        "offline",
        "signed-out",
        "failed",
        "too-long",
        "others",
        "other",
        "other-typing",
        "comma",
        "newer",
    ];

    private static readonly JsonSerializerOptions Shape = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static PageScript Script { get; } = PageScript.Read(typeof(EditorScript).Assembly, "editor");

    public static string Address => Script.Address;

    /// <summary>What forms need that are kept while a person types: small, and there before the editor.</summary>
    public static PageScript FormScript { get; } = PageScript.Read(typeof(EditorScript).Assembly, "form");

    public static string FormAddress => FormScript.Address;

    /// <summary>JSON for an attribute: names and words of the person's language.</summary>
    public string Texts => TextsOf("desk.editor", Names);

    /// <summary>JSON for an attribute: what is said about keeping what was typed.</summary>
    public string KeepTexts => TextsOf("desk.keep", KeepNames);

    /// <summary>JSON for an attribute: the values a text can name, as they are written.</summary>
    public string Values => JsonSerializer.Serialize(tokens.AllExamples, Shape);

    private string TextsOf(string prefix, string[] names) =>
        JsonSerializer.Serialize(names.ToDictionary(name => name, name => localizer[$"{prefix}.{name}"]), Shape);
}
