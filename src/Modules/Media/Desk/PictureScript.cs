using System.Text.Encodings.Web;
using System.Text.Json;
using Concord.Foundation.Languages;
using Concord.Foundation.Pages;
using Concord.Media.Library;
using Concord.Media.Recordings;
using Concord.PdfReader;

namespace Concord.Media.Desk;

/// <summary>The script that uploads pictures and offers those of the library, and what a page hands to it.</summary>
public sealed class PictureScript(Localizer localizer, LanguageSet languages)
{
    private static readonly string[] Names =
    [
        "alike",
        "alt",
        "alt-help",
        "alt-missing",
        "cancel",
        "cancel-file",
        "caption",
        "choose",
        "choose-title",
        "describe",
        "done",
        "failed",
        "insert",
        "making",
        "none",
        "picture",
        "picture-in",
        "present",
        "search",
        "too-large",
        "upload",
        "waiting",
    ];

    /// <summary>Of the names, those that are said differently of files and recordings.</summary>
    private static readonly string[] FileNames = ["describe", "done", "making", "present"];

    private static readonly string[] CaptionNames =
    [
        "add",
        "as-list",
        "as-text",
        "end",
        "from-here",
        "invalid",
        "play",
        "remove",
        "start",
        "text",
        "to-here",
    ];

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static PageScript Script { get; } = PageScript.Read(typeof(PictureScript).Assembly, "pictures");

    public static string Address => Script.Address;

    /// <summary>JSON for an attribute.</summary>
    /// <param name="language">Whose texts are asked for.</param>
    public string SettingsFor(Language language)
    {
        var library = $"/desk/{localizer.Language.Code}/media";
        return JsonSerializer.Serialize(
            new
            {
                Uploads = $"{library}/uploads",
                Find = $"{library}/find",
                Library = library,
                Make = "picture",
                Language = language.Code,
                Most = UploadPicture.MaxBytes,
                Languages = languages.All.ToDictionary(one => one.Code, one => one.Name),
                Texts = Names.ToDictionary(name => name, name => localizer[$"media.script.{name}"]),
            },
            Shape
        );
    }

    /// <summary>The same for files for download.</summary>
    internal string FileSettings() => SettingsFor("file", "files", PdfLimits.MaxBytes);

    /// <summary>The same for video and audio.</summary>
    internal string RecordingSettings() => SettingsFor("recording", "recordings", RecordingLimits.MaxBytes);

    /// <summary>Words for the list of captions, as JSON for an attribute.</summary>
    internal string CaptionSettings() =>
        JsonSerializer.Serialize(CaptionNames.ToDictionary(name => name, name => localizer[$"recordings.script.{name}"]), Shape);

    /// <param name="library">The page of what is made, and the group of its texts.</param>
    private string SettingsFor(string make, string library, long most)
    {
        var own = localizer.Language.Code;
        return JsonSerializer.Serialize(
            new
            {
                Uploads = $"/desk/{own}/media/uploads",
                Library = $"/desk/{own}/{library}",
                Make = make,
                Language = own,
                Most = most,
                Texts = Names.ToDictionary(
                    name => name,
                    name => localizer[FileNames.Contains(name) ? $"{library}.script.{name}" : $"media.script.{name}"]
                ),
            },
            Shape
        );
    }
}
