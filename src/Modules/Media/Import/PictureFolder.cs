using System.Text.Json.Serialization;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Media.Files;
using Concord.Media.Library;
using Concord.Media.Rendering;

namespace Concord.Media.Import;

/// <summary>
/// Reads one picture: its texts, and a file per language (<c>ar.svg</c>, <c>ar.jpg</c>) or one for all (<c>all.svg</c>,
/// <c>all.jpg</c>).
/// </summary>
internal sealed class PictureFolder(ContentFolder pack, LanguageSet languages)
{
    private const int MaxDrawingBytes = 256 << 10;
    private const int MaxPhotographBytes = 32 << 20;
    private const string DrawingEnding = ".svg";

    /// <returns>The picture, or null after problems were reported.</returns>
    public PictureDraft? Read(string name)
    {
        var file = $"pictures/{name}/picture.yaml";
        if (pack.ReadText(file) is not { } text || YamlFile.ReadMap(pack, file, text) is not { } map)
        {
            return null;
        }

        var before = pack.Problems.Count;
        var alt = map.ByLanguage("alt");
        var caption = map.ByLanguage("caption");
        var details = ReadDetails(map);
        // The description of a post's picture is in whatever language its author wrote, and many have none.
        var isExternal =
            map.OneOf("external", "true") is not null || alt is { Count: 1 } && alt.ContainsKey(MediaStore.AnyLanguage);
        map.Close();
        IReadOnlyList<string> codes = isExternal
            ? [MediaStore.AnyLanguage]
            : [.. languages.All.Select(language => language.Code)];
        var files = codes.Select(language => FileOf(name, language)).Distinct().ToDictionary(own => own, ReadFile);
        if (pack.Problems.Count > before)
        {
            return null;
        }

        var first = files.Values.First()!;
        if (files.Values.FirstOrDefault(other => !other!.HasShapeOf(first)) is { } other)
        {
            pack.Report(
                other.File,
                0,
                ImportProblemCode.InconsistentValues,
                $"the shape is not that of {first.File}: a picture has one shape in every language."
            );
            return null;
        }

        return new PictureDraft(
            name,
            first.Width,
            first.Height,
            [
                .. codes.Select(language => new PictureEditionDraft(
                    language,
                    files[FileOf(name, language)]!,
                    alt.GetValueOrDefault(language) ?? "",
                    caption.GetValueOrDefault(language)
                )),
            ]
        )
        {
            Details = details,
        };
    }

    private static PictureDetails? ReadDetails(YamlMap map)
    {
        var focus = (Percent(map, "focus-x"), Percent(map, "focus-y"));
        var details = new PictureDetails(
            Limited(map, "credit", PictureDescription.MaxCredit),
            Limited(map, "rights", PictureDescription.MaxNote),
            Limited(map, "consent", PictureDescription.MaxNote),
            focus is (int x, int y) ? (x, y) : null
        );
        return details == new PictureDetails(null, null, null, null) ? null : details;
    }

    private static string? Limited(YamlMap map, string key, int most)
    {
        var text = map.Text(key);
        if (text?.Length > most)
        {
            map.Report(key, ImportProblemCode.InvalidValue, $"“{key}” has more than {most} characters.");
        }

        return text;
    }

    private static int? Percent(YamlMap map, string key)
    {
        var number = map.Number(key);
        if (number is < 0 or > 100)
        {
            map.Report(key, ImportProblemCode.InvalidValue, $"“{key}” is a percentage: write 0 to 100.");
            return null;
        }

        return (int?)number;
    }

    private string FileOf(string name, string language) =>
        new[] { language, "all" }
            .SelectMany(stem =>
                PictureFormat.AllEndings.Prepend(DrawingEnding).Select(ending => $"pictures/{name}/{stem}{ending}")
            )
            .FirstOrDefault(pack.Has)
        ?? $"pictures/{name}/all{DrawingEnding}";

    private PictureSource? ReadFile(string file)
    {
        var ending = Path.GetExtension(file);
        var isDrawing = ending == DrawingEnding;
        if (pack.ReadBytes(file, isDrawing ? MaxDrawingBytes : MaxPhotographBytes) is not { } content)
        {
            return null;
        }

        var (size, line, problem) = isDrawing ? ReadDrawing(content) : ReadPhotograph(content, ending);
        if (size is not var (width, height))
        {
            pack.Report(file, line, ImportProblemCode.InvalidPicture, problem);
            return null;
        }

        return new PictureSource(file, MediaFile.DigestOf(content), width, height, isDrawing);
    }

    private static ((int Width, int Height)? Size, int Line, string Problem) ReadDrawing(byte[] content)
    {
        var size = SvgCheck.Read(content, out var fault);
        return (size, fault.Line, fault.Message);
    }

    private static ((int Width, int Height)? Size, int Line, string Problem) ReadPhotograph(byte[] content, string ending)
    {
        var (size, fault) = Photograph.Check(content, ending, PictureLimits.Own);
        return (size, 0, fault?.ToString() ?? "");
    }
}

/// <summary>A valid picture of a pack.</summary>
internal sealed record PictureDraft(string Name, int Width, int Height, IReadOnlyList<PictureEditionDraft> Editions)
{
    /// <summary>Null where the pack says nothing about source and rights.</summary>
    // Left out where it is null, so that the digests of earlier packs stay the same.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PictureDetails? Details { get; init; }

    /// <summary>Changes when the rendering of photographs changes, though the pack is the same.</summary>
    public string Recipe { get; } = Editions.Any(edition => !edition.Source.IsDrawing) ? Photograph.Recipe : "";
}

internal sealed record PictureEditionDraft(string Language, PictureSource Source, string Alt, string? Caption);

/// <summary>
/// A valid file of a picture; it is read again when it is needed, so that a pack may be larger than memory.
/// </summary>
internal sealed record PictureSource(string File, string Digest, int Width, int Height, bool IsDrawing)
{
    /// <summary>True where the proportions differ by less than a hundredth.</summary>
    public bool HasShapeOf(PictureSource other)
    {
        var (own, others) = ((double)Width / Height, (double)other.Width / other.Height);
        return Math.Abs(own - others) <= others / 100;
    }
}
