using System.Text.RegularExpressions;
using Concord.Foundation.Languages;
using Concord.WordPress;

namespace Concord.Newsroom.WordPress;

/// <summary>
/// What a whole export holds, without its texts: read before anything is imported, so that a damaged file imports nothing, and
/// links can lead to items that come later.
/// </summary>
internal sealed partial class ExportSurvey
{
    private const int MaxWords = 500;

    // The fields that “WPML Export and Import” writes, and the taxonomies of Polylang.
    private const string WpmlLanguage = "_wpml_import_language_code";
    private const string WpmlSource = "_wpml_import_source_language_code";
    private const string WpmlGroup = "_wpml_import_translation_group";
    private const string PolylangLanguage = "language";
    private const string PolylangGroup = "post_translations";

    private readonly Dictionary<long, SurveyedPost> posts = [];
    private readonly Dictionary<long, SurveyedAttachment> attachments = [];
    private readonly HashSet<long> ids = [];

    /// <summary>Thousands of posts share a few terms.</summary>
    private readonly Dictionary<ExportTerm, ExportTerm> terms = [];

    private readonly LanguageSet languages;
    private readonly WordPressOptions options;
    private readonly WordPressTally tally;

    private ExportSurvey(LanguageSet languages, WordPressOptions options, WordPressTally tally) =>
        (this.languages, this.options, this.tally) = (languages, options, tally);

    public ExportSite Site { get; private set; } = new();

    /// <summary>
    /// The address of the old site by which its items are known again, whether an export says http or https, with www or
    /// without.
    /// </summary>
    public string SiteKey =>
        Uri.TryCreate(Site.Address, UriKind.Absolute, out var address)
            ? PostReferences.HostOf(address) + address.AbsolutePath.TrimEnd('/')
            : Site.Address;

    public IReadOnlyDictionary<long, SurveyedPost> Posts => posts;

    public IReadOnlyDictionary<long, SurveyedAttachment> Attachments => attachments;

    /// <summary>The language of items that name none.</summary>
    public Language DefaultLanguage { get; private set; } = null!;

    /// <exception cref="ExportFaultException">The file is no export, or is damaged.</exception>
    public static ExportSurvey Read(
        Stream stream,
        LanguageSet languages,
        WordPressOptions options,
        WordPressTally tally,
        Action<int> progress,
        CancellationToken cancellation
    )
    {
        var survey = new ExportSurvey(languages, options, tally);
        using var reader = new ExportReader(stream);
        survey.Site = reader.Site;
        foreach (var item in reader.Items())
        {
            cancellation.ThrowIfCancellationRequested();
            survey.Add(item);
            progress(tally.Items);
        }

        if (reader.Site.Address.Length > WordPressItem.MaxSite)
        {
            throw new ExportFaultException(
                0,
                0,
                $"The address of the old site has more than {WordPressItem.MaxSite} characters."
            );
        }

        survey.DefaultLanguage ??= survey.FindDefault();
        return survey;
    }

    private Language FindDefault() => Find(options.Language) ?? Find(Site.Language) ?? languages.Default;

    /// <returns>The language of the site that a code such as <c>en_US</c> means.</returns>
    private Language? Find(string? code) =>
        code is null
            ? null
            : languages.Find(code.ToLowerInvariant()) ?? languages.Find(code.Split('-', '_')[0].ToLowerInvariant());

    private void Add(ExportItem item)
    {
        DefaultLanguage ??= FindDefault();
        tally.CountItem(item);
        if (item.Id is not { } id || !ids.Add(id))
        {
            LeaveOut(item, PostProblem.InvalidId, item.Id is null ? "" : $"{item.Id} stands twice");
            return;
        }

        if (item.Type == "attachment")
        {
            AddAttachment(item, id);
            return;
        }

        if (options.KindOf(item.Type) is not { } kind)
        {
            LeaveOut(item, PostProblem.UnsupportedType, item.Type);
            return;
        }

        if (StateOf(item) is not { } state)
        {
            LeaveOut(item, PostProblem.UnsupportedState, item.Status);
            return;
        }

        var named = item.Fields.GetValueOrDefault(WpmlLanguage) ?? item.TermOf(PolylangLanguage);
        if ((named is { Length: > 0 } ? Find(named) : DefaultLanguage) is not { } language)
        {
            LeaveOut(item, PostProblem.UnknownLanguage, named ?? "");
            return;
        }

        tally.CountLanguage(language.Code);
        if (PostText.Plain(item.Title).Length == 0)
        {
            LeaveOut(item, PostProblem.NoTitle, "");
            return;
        }

        if (!HasText(item.Content) && item.Excerpt.Length == 0)
        {
            LeaveOut(item, PostProblem.NoText, "");
            return;
        }

        posts.Add(
            id,
            new SurveyedPost
            {
                Id = id,
                Line = item.Line,
                Title = Short(item.Title),
                Kind = kind,
                State = state,
                Slug = item.Slug,
                Language = language.Code,
                SourceLanguage = Find(item.Fields.GetValueOrDefault(WpmlSource))?.Code,
                Group =
                    item.Fields.GetValueOrDefault(WpmlGroup) is { Length: > 0 } wpml ? $"wpml:{wpml}"
                    : item.TermOf(PolylangGroup) is { Length: > 0 } polylang ? $"polylang:{polylang}"
                    : null,
                Path = OldAddress.PathOf(item.Link),
                PublishedAt = item.PublishedAt,
                Picture = long.TryParse(item.Fields.GetValueOrDefault("_thumbnail_id"), out var picture) ? picture : null,
                Order = item.Order,
                Terms = [.. item.Terms.Where(term => term.Taxonomy is not (PolylangLanguage or PolylangGroup)).Select(Shared)],
            }
        );
    }

    private ExportTerm Shared(ExportTerm term) => terms.TryGetValue(term, out var known) ? known : terms[term] = term;

    private void AddAttachment(ExportItem item, long id) =>
        attachments.Add(
            id,
            new SurveyedAttachment
            {
                Id = id,
                Line = item.Line,
                Parent = item.Parent,
                Address = item.AttachmentUrl.Length > 0 ? item.AttachmentUrl : item.Identifier,
                Path = OldAddress.PathOf(item.Link),
                Language =
                    Find(item.Fields.GetValueOrDefault(WpmlLanguage) ?? item.TermOf(PolylangLanguage))?.Code
                    ?? DefaultLanguage.Code,
                Title = Short(item.Title),
                Alt = Short(item.Fields.GetValueOrDefault("_wp_attachment_image_alt", "")),
                Caption = Short(PostText.Plain(item.Excerpt)),
            }
        );

    private PostState? StateOf(ExportItem item) =>
        item.Status switch
        {
            "publish" when item.HasPassword => Protected(item),
            "publish" => PostState.Published,
            "future" => PostState.Scheduled,
            "draft" or "pending" or "private" => PostState.Draft,
            _ => null,
        };

    private PostState Protected(ExportItem item)
    {
        tally.Add(PostProblem.Protected, item.Line, item.Id, item.Title, "");
        return PostState.Draft;
    }

    private void LeaveOut(ExportItem item, PostProblem problem, string detail)
    {
        tally.Add(problem, item.Line, item.Id, item.Title, detail);
        tally.CountOutcome(WordPressOutcome.LeftOut);
    }

    /// <summary>Words, or something that is shown.</summary>
    private static bool HasText(string content) =>
        content.Contains("<img", StringComparison.OrdinalIgnoreCase)
        || content.Contains("[gallery", StringComparison.Ordinal)
        || Tag().Replace(content, "").AsSpan().ContainsAnyExcept(" \t\r\n\u00a0");

    private static string Short(string text) => text.Length > MaxWords ? text[..MaxWords] : text;

    [GeneratedRegex(@"<!--.*?-->|<[^<>]*>|&nbsp;", RegexOptions.Singleline, 10_000)]
    private static partial Regex Tag();
}

internal enum PostState
{
    Published,
    Scheduled,
    Draft,
}

/// <summary>A post or page that can be imported.</summary>
internal sealed record SurveyedPost
{
    public required long Id { get; init; }

    public required int Line { get; init; }

    public required string Title { get; init; }

    public required string Kind { get; init; }

    public required PostState State { get; init; }

    /// <summary>Of the old site, which takes letters that ours does not.</summary>
    public required string Slug { get; init; }

    public required string Language { get; init; }

    /// <summary>The language it was translated from, where the export says so.</summary>
    public required string? SourceLanguage { get; init; }

    /// <summary>Shared by the languages of one text; null where it stands alone.</summary>
    public required string? Group { get; init; }

    public required string? Path { get; init; }

    public required DateTime? PublishedAt { get; init; }

    /// <summary>Id of the attachment.</summary>
    public required long? Picture { get; init; }

    public required int Order { get; init; }

    public required IReadOnlyList<ExportTerm> Terms { get; init; }
}

internal sealed record SurveyedAttachment
{
    public required long Id { get; init; }

    public required int Line { get; init; }

    /// <summary>Id of the post it was uploaded to; 0 for none.</summary>
    public required long Parent { get; init; }

    public required string Address { get; init; }

    public required string? Path { get; init; }

    public required string Language { get; init; }

    public required string Title { get; init; }

    public required string Alt { get; init; }

    public required string Caption { get; init; }

    public string FileName => Uri.UnescapeDataString(Address.Split('?', '#')[0].Split('/')[^1]);
}
