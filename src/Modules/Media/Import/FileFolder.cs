using Concord.Foundation.ContentImport;
using Concord.Media.Downloads;
using Concord.Media.Library;
using Concord.PdfReader;

namespace Concord.Media.Import;

/// <summary>Reads the files for download of a pack: <c>files/{name}/file.yaml</c> and the PDF that it names.</summary>
internal sealed class FileFolder(ContentFolder pack)
{
    /// <returns>The file, or null after problems were reported.</returns>
    public FileDraft? Read(string name)
    {
        var yaml = $"files/{name}/file.yaml";
        if (pack.ReadText(yaml) is not { } text || YamlFile.ReadMap(pack, yaml, text) is not { } map)
        {
            return null;
        }

        var before = pack.Problems.Count;
        var file = map.Required("file");
        var rights = map.Text("rights");
        if (file.Length > 0 && FileDescription.CleanName(file) != file)
        {
            map.Report(
                "file",
                ImportProblemCode.InvalidValue,
                $"“{file}” cannot be offered under this name; rename it to “{FileDescription.CleanName(file)}”."
            );
        }

        if (rights?.Length > PictureDescription.MaxNote)
        {
            map.Report(
                "rights",
                ImportProblemCode.InvalidValue,
                $"“rights” has more than {PictureDescription.MaxNote} characters."
            );
        }

        map.Close();
        return pack.Problems.Count == before && pack.ReadBytes($"files/{name}/{file}", PdfLimits.MaxBytes) is { } content
            ? new FileDraft(name, $"files/{name}/{file}", MediaStore.DigestOf(content), new FileDescription(file, rights))
            : null;
    }
}

/// <summary>A file of a pack; it is read again when it is needed, so that a pack may be larger than memory.</summary>
/// <param name="File">Path below the pack's folder.</param>
internal sealed record FileDraft(string Name, string File, string Digest, FileDescription Description);
