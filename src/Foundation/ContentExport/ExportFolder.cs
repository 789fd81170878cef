using System.Text;

namespace Concord.Foundation.ContentExport;

/// <summary>A content pack on disk while it is written.</summary>
/// <param name="former">Folder of the pack that it replaces, whose comments at the top of files stay; null for none.</param>
public sealed class ExportFolder(string root, string? former = null)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private readonly List<LeftOut> leftOut = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>Files that were written.</summary>
    public int Files { get; private set; }

    /// <summary>What the site has and a pack cannot hold.</summary>
    public IReadOnlyList<LeftOut> LeftOut => leftOut;

    /// <summary>Says that the pack has something that others may refer to: <c>document:about</c>.</summary>
    public void Define(string name) => names.Add(name);

    public bool Has(string name) => names.Contains(name);

    /// <returns>The slug, or null where the pack does not have it, which is noted.</returns>
    /// <param name="scheme"><c>document</c>, <c>member</c>, <c>picture</c>, <c>place</c>.</param>
    /// <param name="subject">What refers to it.</param>
    public string? Reference(string scheme, string? slug, string subject)
    {
        if (slug is null || names.Contains($"{scheme}:{slug}"))
        {
            return slug;
        }

        LeaveOut($"{subject} → {scheme}:{slug}", LeftOutReason.Reference);
        return null;
    }

    /// <param name="file">Path below the folder, with slashes.</param>
    public Task WriteTextAsync(string file, string text, CancellationToken cancellation) =>
        WriteBytesAsync(file, Utf8.GetBytes(text), cancellation);

    /// <param name="comment">Lines for the top of the file; null for none.</param>
    public async Task WriteYamlAsync(string file, YamlText text, string? comment, CancellationToken cancellation) =>
        await WriteTextAsync(file, text.Write(await FormerCommentAsync(file, cancellation) ?? comment), cancellation);

    public async Task WriteBytesAsync(string file, byte[] content, CancellationToken cancellation)
    {
        await File.WriteAllBytesAsync(PathOf(file), content, cancellation);
        Files++;
    }

    /// <summary>For content that is too large to be in memory as a whole.</summary>
    public async Task WriteStreamAsync(string file, Stream content, CancellationToken cancellation)
    {
        await using var target = File.Create(PathOf(file));
        await content.CopyToAsync(target, cancellation);
        Files++;
    }

    private string PathOf(string file)
    {
        var path = Path.GetFullPath(file, root);
        if (!path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ArgumentException($"“{file}” leads out of the folder.", nameof(file));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    /// <returns>The lines at the top of the file that is replaced, without their marks; null where it has none.</returns>
    private async Task<string?> FormerCommentAsync(string file, CancellationToken cancellation)
    {
        if (former is null || Path.Combine(former, file) is var path && !File.Exists(path))
        {
            return null;
        }

        var lines = await File.ReadAllLinesAsync(path, cancellation);
        var comment = lines
            .TakeWhile(line => line.StartsWith('#'))
            .Select(line => line.StartsWith("# ", StringComparison.Ordinal) ? line[2..] : line[1..])
            .ToList();
        return comment.Count == 0 ? null : string.Join('\n', comment);
    }

    /// <param name="subject">As audit events name it: <c>document:about (ar)</c>.</param>
    public void LeaveOut(string subject, LeftOutReason reason) => leftOut.Add(new LeftOut(subject, reason));
}

/// <summary>Something that the site has and the pack does not.</summary>
public readonly record struct LeftOut(string Subject, LeftOutReason Reason);

public enum LeftOutReason
{
    /// <summary>It was not released, or is no longer public.</summary>
    NotPublic,

    /// <summary>A newer text was written and not released; the pack has the one that readers see.</summary>
    NewerDraft,

    /// <summary>A reference to something that is not in the pack.</summary>
    Reference,

    /// <summary>The master of a photograph is not stored; the pack has the rendition that every browser can show.</summary>
    MasterMissing,

    /// <summary>It is fetched from its source, and is fetched again.</summary>
    Fetched,
}
