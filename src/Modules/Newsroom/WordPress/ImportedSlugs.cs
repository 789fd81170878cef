using System.Globalization;
using System.Text;
using Concord.Foundation.Text;

namespace Concord.Newsroom.WordPress;

/// <summary>Which documents the posts of an export become: those of one translation group are one document.</summary>
internal sealed class ImportedSlugs
{
    /// <summary>First parts of addresses that pages of the site itself have.</summary>
    public static readonly IReadOnlySet<string> OfTheSite = new HashSet<string>(StringComparer.Ordinal)
    {
        "accessibility",
        "api",
        "campaigns",
        "contact",
        "efforts",
        "events",
        "feed",
        "members",
        "news",
        "progress",
        "search",
        "statements",
        "wall",
        "working-groups",
    };

    private readonly Dictionary<long, ImportedPost> posts = [];

    /// <summary>Where each post goes, by its id.</summary>
    public IReadOnlyDictionary<long, ImportedPost> Posts => posts;

    /// <param name="known">Slugs that earlier runs gave to items of this site.</param>
    /// <param name="taken">Slugs of the other documents of this site.</param>
    public static ImportedSlugs Plan(
        ExportSurvey survey,
        IReadOnlyDictionary<long, string> known,
        IReadOnlySet<string> taken,
        WordPressTally tally
    )
    {
        var plan = new ImportedSlugs();
        var used = new HashSet<string>(known.Values, StringComparer.Ordinal);
        foreach (var group in survey.Posts.Values.GroupBy(post => post.Group ?? $"post:{post.Id}"))
        {
            var editions = new Dictionary<string, SurveyedPost>(StringComparer.Ordinal);
            var others = new List<SurveyedPost>();
            foreach (var post in group.OrderBy(post => post.Id))
            {
                if (!editions.TryAdd(post.Language, post))
                {
                    tally.Add(PostProblem.DuplicateTranslation, post.Line, post.Id, post.Title, post.Language);
                    others.Add(post);
                }
            }

            plan.Add([.. editions.Values], survey, known, taken, used, tally);
            others.ForEach(post => plan.Add([post], survey, known, taken, used, tally));
        }

        return plan;
    }

    private void Add(
        List<SurveyedPost> editions,
        ExportSurvey survey,
        IReadOnlyDictionary<long, string> known,
        IReadOnlySet<string> taken,
        HashSet<string> used,
        WordPressTally tally
    )
    {
        // Polylang does not say which text is the original: that in the language of the old site, else the eldest.
        var original =
            editions.Find(post => post.SourceLanguage is null && editions.Exists(other => other.SourceLanguage == post.Language))
            ?? editions.Find(post => post.Language == survey.DefaultLanguage.Code)
            ?? editions[0];
        var slug =
            editions.Select(post => known.GetValueOrDefault(post.Id)).FirstOrDefault(one => one is not null)
            ?? NewSlug(original, editions, taken, used, tally);
        foreach (var post in editions)
        {
            var from =
                post == original ? null
                : post.SourceLanguage is { } named && named != post.Language && editions.Exists(other => other.Language == named)
                    ? named
                : original.Language;
            posts.Add(post.Id, new ImportedPost(slug, post, original, from));
        }
    }

    private static string NewSlug(
        SurveyedPost original,
        List<SurveyedPost> editions,
        IReadOnlySet<string> taken,
        HashSet<string> used,
        WordPressTally tally
    )
    {
        bool IsFree(string slug) =>
            !taken.Contains(slug) && !used.Contains(slug) && !(original.Kind == "page" && OfTheSite.Contains(slug));

        var wanted = editions
            .OrderBy(post => post == original ? 0 : 1)
            .Select(post => Latin(post.Slug))
            .FirstOrDefault(one => one.Length > 0);
        var slug = wanted ?? $"{original.Kind}-{original.Id}";
        if (!IsFree(slug))
        {
            slug = Free(slug, original.Id, IsFree);
        }

        used.Add(slug);
        if (slug != original.Slug)
        {
            tally.Add(PostProblem.ChangedSlug, original.Line, original.Id, original.Title, $"{original.Slug} → {slug}");
        }

        return slug;
    }

    private static string Free(string slug, long id, Func<string, bool> isFree)
    {
        for (var number = 0; ; number++)
        {
            var ending = number == 0 ? $"-{id}" : $"-{id}-{number}";
            var next = slug[..Math.Min(slug.Length, SlugRule.MaxLength - ending.Length)].TrimEnd('-') + ending;
            if (isFree(next))
            {
                return next;
            }
        }
    }

    /// <summary>Latin letters without their marks, digits and hyphens; empty where nothing remains.</summary>
    private static string Latin(string slug)
    {
        var plain = new StringBuilder(slug.Length);
        foreach (var letter in slug.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                plain.Append(letter);
            }
            else if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && plain.Length > 0 && plain[^1] != '-')
            {
                plain.Append('-');
            }
        }

        var text = plain.ToString(0, Math.Min(plain.Length, SlugRule.MaxLength)).Trim('-');
        // Of an address in another script a number or two may remain, which names nothing.
        return text.Any(char.IsAsciiLetter) || slug.All(letter => char.IsAscii(letter)) ? text : "";
    }
}

/// <param name="Slug">Of the document.</param>
/// <param name="Original">The post whose date, kind and topics the document has.</param>
/// <param name="TranslatedFrom">A language; null for the original.</param>
internal sealed record ImportedPost(string Slug, SurveyedPost Post, SurveyedPost Original, string? TranslatedFrom);
