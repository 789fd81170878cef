using Concord.Foundation.Languages;
using Concord.Foundation.Packs;
using Concord.Media.Files;

namespace Concord.Media.Import;

/// <summary>Reads one picture: its texts, and a drawing per language or one (<c>all.svg</c>) without words.</summary>
internal sealed class PictureFolder(PackFolder pack, LanguageSet languages)
{
    private const int MostBytes = 256 << 10;

    /// <returns>The draft, or null after problems were reported.</returns>
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
        map.Close();
        var missing = languages.All.Where(language => !alt.ContainsKey(language.Code)).Select(language => language.Code).ToList();
        if (missing.Count > 0)
        {
            map.Report("alt", $"the alternative text is missing in: {string.Join(", ", missing)}.");
        }

        var drawings = alt.Keys.Select(language => (Language: language, Drawing: ReadDrawing(name, language))).ToList();
        if (pack.Problems.Count > before)
        {
            return null;
        }

        var (width, height) = drawings[0].Drawing!.Size;
        return new PictureDraft(
            name,
            width,
            height,
            [
                .. drawings.Select(pair => new PictureEditionDraft(
                    pair.Language,
                    pair.Drawing!.Content,
                    alt[pair.Language],
                    caption.GetValueOrDefault(pair.Language)
                )),
            ]
        );
    }

    private Drawing? ReadDrawing(string name, string language)
    {
        var own = $"pictures/{name}/{language}.svg";
        var file = pack.Has(own) ? own : $"pictures/{name}/all.svg";
        if (pack.ReadBytes(file, MostBytes) is not { } content)
        {
            return null;
        }

        if (SvgCheck.Read(content, out var fault) is { } size)
        {
            return new Drawing(content, size);
        }

        pack.Report(file, fault.Line, fault.Message);
        return null;
    }

    private sealed record Drawing(byte[] Content, (int Width, int Height) Size);
}

internal sealed record PictureDraft(string Name, int Width, int Height, IReadOnlyList<PictureEditionDraft> Editions);

internal sealed record PictureEditionDraft(string Language, byte[] Content, string Alt, string? Caption);
