using System.Text.Json;
using System.Text.RegularExpressions;
using Concord.WordPress;

namespace Concord.Newsroom.WordPress;

/// <summary>Finds what the texts of an export refer to: its own posts, pictures and files.</summary>
internal sealed partial class PostReferences
{
    private readonly ExportSurvey survey;
    private readonly ImportedSlugs slugs;
    private readonly IReadOnlyDictionary<long, ImportedMedia> media;
    private readonly Uri? site;
    private readonly Dictionary<string, long> pages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> files = new(StringComparer.Ordinal);
    private readonly ILookup<long, long> attached;

    public PostReferences(ExportSurvey survey, ImportedSlugs slugs, IReadOnlyDictionary<long, ImportedMedia> media)
    {
        (this.survey, this.slugs, this.media) = (survey, slugs, media);
        site = Uri.TryCreate(survey.Site.Address, UriKind.Absolute, out var address) ? address : null;
        foreach (var post in survey.Posts.Values.Where(post => post.Path is not null))
        {
            pages.TryAdd(post.Path!, post.Id);
        }

        foreach (var attachment in survey.Attachments.Values)
        {
            if (OldAddress.PathOf(attachment.Address) is { } file)
            {
                files.TryAdd(WithoutSize(file), attachment.Id);
            }

            if (attachment.Path is { } page)
            {
                files.TryAdd(page, attachment.Id);
            }
        }

        attached = survey
            .Attachments.Values.Where(attachment => attachment.Parent > 0)
            .OrderBy(attachment => attachment.Id)
            .ToLookup(attachment => attachment.Parent, attachment => attachment.Id);
    }

    public IPostContext For(ExportItem item, WordPressTally tally) => new Context(this, item, tally);

    /// <summary>WordPress makes several sizes of a picture: <c>bridge-300x200.jpg</c>.</summary>
    private static string WithoutSize(string path) => Size().Replace(path, "");

    /// <returns>Null where an address leads to another site.</returns>
    private Uri? OwnAddress(string address, string page)
    {
        var root = Uri.TryCreate(page, UriKind.Absolute, out var link) ? link : site;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme == Uri.UriSchemeFile)
        {
            if (root is null || !Uri.TryCreate(root, address, out uri))
            {
                return null;
            }
        }

        return site is not null && uri.Scheme is "http" or "https" && HostOf(uri) == HostOf(site!) ? uri : null;
    }

    public static string HostOf(Uri uri) =>
        uri.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.IdnHost[4..] : uri.IdnHost;

    private long? AttachmentAt(Uri address) =>
        OldAddress.PathOf(address.AbsoluteUri) is { } path && files.TryGetValue(WithoutSize(path), out var id) ? id : null;

    private PostPicture? PictureOf(long id) =>
        media.GetValueOrDefault(id)?.Picture is { } name && survey.Attachments.TryGetValue(id, out var attachment)
            ? new PostPicture(name, AltOf(attachment), attachment.Caption.Length > 0 ? attachment.Caption : null)
            : null;

    public static string AltOf(SurveyedAttachment attachment) =>
        attachment.Alt.Length > 0 ? attachment.Alt
        : attachment.Caption.Length > 0 ? attachment.Caption
        : attachment.Title;

    private sealed class Context(PostReferences all, ExportItem item, WordPressTally tally) : IPostContext
    {
        private Dictionary<string, string>? footnotes;

        public PostPicture? PictureOf(string address, long? attachment) =>
            attachment is { } id && all.PictureOf(id) is { } named ? named
            : all.OwnAddress(address, item.Link) is { } own && all.AttachmentAt(own) is { } found ? all.PictureOf(found)
            : null;

        public IReadOnlyList<PostPicture> GalleryOf(IReadOnlyList<long> ids)
        {
            var pictures = new List<PostPicture>();
            foreach (var id in ids.Count > 0 ? ids : [.. all.attached[item.Id ?? 0]])
            {
                if (all.PictureOf(id) is { } picture)
                {
                    pictures.Add(picture);
                }
                else if (ids.Count > 0)
                {
                    Report(PostProblem.MissingPicture, $"{id}");
                }
            }

            return pictures;
        }

        public PostLink? LinkOf(string address)
        {
            var plain = address.StartsWith("//", StringComparison.Ordinal) ? $"https:{address}" : address;
            if (plain.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            {
                return new PostLink(plain);
            }

            if (all.OwnAddress(plain, item.Link) is not { } own)
            {
                if (
                    Uri.TryCreate(plain, UriKind.Absolute, out var other)
                    && other.Scheme is "http" or "https"
                    && other.Host.Length > 0
                )
                {
                    return new PostLink(plain);
                }

                Report(PostProblem.RemovedLink, plain);
                return null;
            }

            return OwnLink(own);
        }

        private PostLink? OwnLink(Uri own)
        {
            var query = System.Web.HttpUtility.ParseQueryString(own.Query);
            var id = OldAddress
                .IdKeys.Select(key => long.TryParse(query[key], out var number) ? number : 0)
                .FirstOrDefault(one => one > 0);
            if (id == 0 && OldAddress.PathOf(own.AbsoluteUri) is { } path)
            {
                id = all.pages.GetValueOrDefault(path);
            }

            if (all.slugs.Posts.TryGetValue(id, out var post))
            {
                return new PostLink($"doc:{post.Slug}");
            }

            var attachment = all.AttachmentAt(own) ?? id;
            if (all.survey.Attachments.ContainsKey(attachment))
            {
                var stored = all.media.GetValueOrDefault(attachment);
                if (stored?.File is { } file)
                {
                    return new PostLink($"file:{file}", IsFile: true);
                }

                if (stored?.Picture is not null)
                {
                    return null;
                }
            }

            if (own.AbsolutePath.Trim('/').Length == 0 && own.Query.Length == 0)
            {
                return new PostLink("~/");
            }

            Report(PostProblem.BrokenLink, own.AbsoluteUri);
            return new PostLink(own.AbsoluteUri);
        }

        public string? FootnoteOf(string id)
        {
            footnotes ??= ReadFootnotes(item.Fields.GetValueOrDefault("footnotes", ""));
            return footnotes.GetValueOrDefault(id);
        }

        public void Report(PostProblem problem, string detail) => tally.Add(problem, item.Line, item.Id, item.Title, detail);

        /// <summary>A field of the block editor: <c>[{"id":"…","content":"…"}]</c>.</summary>
        private static Dictionary<string, string> ReadFootnotes(string json)
        {
            var found = new Dictionary<string, string>(StringComparer.Ordinal);
            if (json.Length == 0)
            {
                return found;
            }

            try
            {
                using var document = JsonDocument.Parse(json);
                foreach (var note in document.RootElement.EnumerateArray())
                {
                    if (note.GetProperty("id").GetString() is { } id && note.GetProperty("content").GetString() is { } content)
                    {
                        found[id] = content;
                    }
                }
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
            {
                // Not the field of the editor: the numbers in the text stay as they are.
            }

            return found;
        }
    }

    [GeneratedRegex(@"-(?:[0-9]{1,5}x[0-9]{1,5}|scaled)(?=\.[a-z0-9]{2,5}$)", RegexOptions.None, 10_000)]
    private static partial Regex Size();
}

/// <summary>Where an attachment went.</summary>
/// <param name="Picture">Name in the library; null where it is no picture.</param>
/// <param name="File">Name in the library; null where it is no file to download.</param>
internal sealed record ImportedMedia(string? Picture, string? File);
