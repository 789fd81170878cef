using System.Text.Encodings.Web;
using System.Text.Json;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;

namespace Concord.Web.Desk;

/// <summary>Keys of the workspace: go anywhere, list the keys, open the main pages.</summary>
internal sealed class DeskScript(Localizer localizer)
{
    private static readonly string[] Names =
    [
        "palette",
        "palette.field",
        "palette.none",
        "palette.failed",
        "keys",
        "keys.palette",
        "keys.help",
        "keys.today",
        "keys.documents",
        "keys.new",
        "keys.save",
        "keys.segment",
        "keys.bold",
        "keys.link",
        "keys.heading",
        "keys.undo",
        "keys.close",
    ];

    private static readonly JsonSerializerOptions Shape = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static PageScript Script { get; } = PageScript.Read(typeof(DeskScript).Assembly, "workspace");

    public static string Address => Script.Address;

    /// <summary>JSON for an attribute: names and words of the person's language.</summary>
    public string Texts => JsonSerializer.Serialize(Names.ToDictionary(name => name, name => localizer[$"desk.{name}"]), Shape);
}
