using System.Text;

namespace Concord.Foundation.ContentImport;

/// <summary>
/// A content pack on disk while it is read: opens files and collects problems. Trust boundary: sizes are bounded, encodings
/// checked, only regular files are opened, and neither a path nor a symbolic link leads out of the folder.
/// </summary>
public sealed class ContentFolder
{
    private const int MaxTextBytes = 4 << 20;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly List<ImportProblem> problems = [];

    /// <summary>With all symbolic links resolved; <see cref="Root"/> itself may be one.</summary>
    private readonly string real;

    public ContentFolder(string root)
    {
        Root = Path.GetFullPath(root);
        real = RealPath.Of(Root) ?? Root;
    }

    public string Root { get; }

    /// <summary>For texts that come from elsewhere and are only checked: it has no files.</summary>
    public static ContentFolder WithoutFiles() => new(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")));

    public IReadOnlyList<ImportProblem> Problems => problems;

    public void Report(string file, int line, ImportProblemCode code, string message, string? key = null) =>
        problems.Add(new ImportProblem(file, line, code, key, message));

    public bool Has(string file) => File.Exists(Full(file));

    /// <summary>Names of the folders directly below <paramref name="folder"/>, in order.</summary>
    public IEnumerable<string> Folders(string folder) =>
        Directory.Exists(Full(folder))
            ? Directory.EnumerateDirectories(Full(folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
            : [];

    /// <summary>Paths of the files directly below <paramref name="folder"/> that end in <paramref name="ending"/>, in order.</summary>
    public IEnumerable<string> Files(string folder, string ending) =>
        Directory.Exists(Full(folder))
            ? Directory
                .EnumerateFiles(Full(folder))
                .Select(path => $"{folder}/{Path.GetFileName(path)}")
                .Where(path => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
            : [];

    /// <returns>The text, or null after a problem was reported.</returns>
    public string? ReadText(string file)
    {
        if (ReadBytes(file, MaxTextBytes) is not { } bytes)
        {
            return null;
        }

        try
        {
            var text = Strict.GetString(bytes).TrimStart('\uFEFF').ReplaceLineEndings("\n");
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                Report(
                    file,
                    LineOf(text, text.IndexOf('\0', StringComparison.Ordinal)),
                    ImportProblemCode.InvalidCharacter,
                    "there is a NUL character here; remove it."
                );
                return null;
            }

            return text.Normalize(NormalizationForm.FormC);
        }
        catch (DecoderFallbackException fault)
        {
            var line = 1 + bytes.AsSpan(0, Math.Clamp(fault.Index, 0, bytes.Length)).Count((byte)'\n');
            Report(file, line, ImportProblemCode.NotUtf8, "the file is not UTF-8 here; save it as UTF-8.");
            return null;
        }
    }

    /// <summary>For files that are too large to be read as a whole.</summary>
    /// <returns>The path on disk, or null after a problem was reported.</returns>
    public string? PathOf(string file)
    {
        var path = Full(file);
        if (!path.StartsWith(Root + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(path))
        {
            Report(file, 0, ImportProblemCode.FileNotFound, "the file does not exist.");
            return null;
        }

        if (
            RealPath.Of(path) is not { } resolved
            || !resolved.StartsWith(real + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        )
        {
            Report(
                file,
                0,
                ImportProblemCode.FileOutsideFolder,
                "this is a symbolic link that leads out of the content folder; put the file itself here."
            );
            return null;
        }

        return resolved;
    }

    /// <returns>The bytes, or null after a problem was reported.</returns>
    public byte[]? ReadBytes(string file, int maxBytes)
    {
        if (PathOf(file) is not { } resolved)
        {
            return null;
        }

        try
        {
            return Read(resolved, maxBytes, file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Report(file, 0, ImportProblemCode.FileUnreadable, $"the file cannot be read: {fault.Message}");
            return null;
        }
    }

    private byte[]? Read(string path, int maxBytes, string file)
    {
        var size = new FileInfo(path).Length;
        if (size == 0)
        {
            // Opening a pipe would wait for ever; like devices it has no length.
            Report(file, 0, ImportProblemCode.FileEmpty, "the file is empty, or it is a pipe or a device.");
            return null;
        }

        if (size > maxBytes)
        {
            Report(
                file,
                0,
                ImportProblemCode.FileTooLarge,
                $"the file is larger than {(maxBytes < 1 << 20 ? $"{maxBytes >> 10} KiB" : $"{maxBytes >> 20} MiB")}."
            );
            return null;
        }

        return File.ReadAllBytes(path);
    }

    private static int LineOf(string text, int index) => 1 + text.AsSpan(0, index).Count('\n');

    private string Full(string file) => Path.GetFullPath(file, Root);
}
