using System.Text.RegularExpressions;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Languages;
using Concord.Wall.Posts;

namespace Concord.Wall.Import;

/// <summary>The file <c>wall.yaml</c> of a content pack: sources, and posts that come with the pack.</summary>
internal sealed partial class WallFile(ContentFolder pack, LanguageSet languages)
{
    public const string File = "wall.yaml";
    private readonly List<(YamlMap Map, string Key, string Name)> references = [];

    public List<SourceLine> Sources { get; } = [];

    public List<PostLine> Posts { get; } = [];

    public void Read()
    {
        if (!pack.Has(File) || pack.ReadText(File) is not { } text || YamlFile.ReadMap(pack, File, text) is not { } root)
        {
            return;
        }

        foreach (var map in root.Maps("sources"))
        {
            Sources.Add(ReadSource(map));
        }

        foreach (var map in root.Maps("posts"))
        {
            Posts.Add(ReadPost(map));
        }

        root.Close();
    }

    /// <summary>Reports names that the pack does not define.</summary>
    public void CheckReferences(ContentIndex index)
    {
        foreach (var (map, key, name) in references.Where(reference => !index.Has(reference.Name)))
        {
            map.Report(key, ImportProblemCode.UnknownReference, $"there is no {name.Replace(':', ' ')} in this pack.");
        }
    }

    private SourceLine ReadSource(YamlMap map)
    {
        var line = new SourceLine(
            map.Slug("slug"),
            map.Text("name") ?? "",
            Reference(map, "member", "member"),
            Reference(map, "effort", "document")
        );
        map.Close();
        if (line.Name.Length == 0 && line.Member is null)
        {
            map.Report("slug", ImportProblemCode.MissingValue, "a source needs a “name”, a “member”, or both.");
        }

        if (Sources.Exists(other => other.Slug == line.Slug))
        {
            map.Report("slug", ImportProblemCode.Duplicate, $"“{line.Slug}” stands twice.");
        }

        return line;
    }

    private PostLine ReadPost(YamlMap map)
    {
        var line = new PostLine
        {
            Source = map.Slug("source"),
            Id = ReadId(map),
            At = map.Moment("at") ?? default,
            Language = map.Required("language"),
            Text = map.Required("text").Trim(),
            Link = map.WebAddress("link"),
            Effort = Reference(map, "effort", "document"),
            Campaign = Reference(map, "campaign", "document"),
            AttachedTo = Reference(map, "attached-to", "member"),
            Picture = Reference(map, "picture", "picture"),
            IsDemonstration = map.Text("demonstration") == "true",
            Translations = map.ByLanguage("translations"),
        };
        map.Close();
        CheckPost(map, line);
        return line;
    }

    private static string ReadId(YamlMap map)
    {
        var id = map.Required("id");
        if (id.Length > 0 && !IdForm().IsMatch(id))
        {
            map.Report(
                "id",
                ImportProblemCode.InvalidValue,
                $"“{id}” is not an id: use letters a–z, digits and hyphens, 200 at most."
            );
        }

        return id;
    }

    private void CheckPost(YamlMap map, PostLine line)
    {
        if (!Sources.Exists(source => source.Slug == line.Source))
        {
            map.Report(
                "source",
                ImportProblemCode.UnknownReference,
                $"the source “{line.Source}” is not among the sources above."
            );
        }

        if (Posts.Exists(other => other.Source == line.Source && other.Id == line.Id))
        {
            map.Report("id", ImportProblemCode.Duplicate, $"“{line.Id}” stands twice at this source.");
        }

        if (map.Text("at") is null)
        {
            map.Report("at", ImportProblemCode.MissingValue, "“at” is missing: write it as 2020-10-22T09:00:00Z.");
        }

        if (line.Text.Length > Post.MaxText)
        {
            map.Report(
                "text",
                ImportProblemCode.TextTooLong,
                $"the text has {line.Text.Length} characters; {Post.MaxText} are the most."
            );
        }

        foreach (var language in line.Translations.Keys.Where(language => languages.Find(language) is null))
        {
            map.Report("translations", ImportProblemCode.UnknownValue, $"“{language}” is no language of this site.");
        }
    }

    private string? Reference(YamlMap map, string key, string scheme)
    {
        if (map.Text(key) is not { } name)
        {
            return null;
        }

        references.Add((map, key, $"{scheme}:{name}"));
        return name;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,199}\z", RegexOptions.None, 10_000)]
    private static partial Regex IdForm();
}
