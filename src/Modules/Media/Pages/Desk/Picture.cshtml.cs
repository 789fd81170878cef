using Concord.Foundation.Languages;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Media.Desk;
using Concord.Media.Files;
using Concord.Media.Library;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Pages.Desk;

/// <summary>One picture: its texts in every language, credit, rights and consent, and where it is used.</summary>
[Authorize(DeskPolicies.Read)]
internal sealed class PictureModel(
    ConcordDb db,
    PictureLibrary library,
    DescribePicture describe,
    RemovePicture remove,
    IEnumerable<IMediaUse> uses,
    IPeopleNames people,
    LanguageSet languages,
    Localizer localizer
) : PageModel
{
    public LibraryPicture Picture { get; private set; } = null!;

    /// <summary>A large rendition.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What the form shows: what is stored, or what was typed and refused.</summary>
    public PictureFields Fields { get; private set; } = new();

    /// <summary>Who uploaded it; null for an import.</summary>
    public string? UploadedBy { get; private set; }

    public IReadOnlyList<MediaUse> Uses { get; private set; } = [];

    public IReadOnlyList<LibraryPicture> Alike { get; private set; } = [];

    public string? Error { get; private set; }

    public IReadOnlyList<Language> Languages => languages.All;

    public bool MayDescribe => User.May(DeskPolicies.Write);

    public bool MaySave => MayDescribe || languages.All.Any(language => User.MayWrite(language.Code));

    public async Task<IActionResult> OnGetAsync(string name, CancellationToken cancellation) =>
        await LoadAsync(name, fields: null, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string name, PictureFields fields, CancellationToken cancellation)
    {
        var texts = fields
            .Texts.Where(pair => languages.Find(pair.Key) is not null && User.MayWrite(pair.Key))
            .ToDictionary(pair => pair.Key, pair => PictureTexts.Of(pair.Value.Alt, pair.Value.Caption));
        if (texts.Count == 0 && !MayDescribe)
        {
            return Forbid();
        }

        var result = await describe.RunAsync(
            name,
            new PictureDescription(texts, MayDescribe ? fields.Details : null, fields.BasedOn),
            User.ToActor(),
            cancellation
        );
        switch (result)
        {
            case DescribeResult.NotFound:
                return NotFound();
            case DescribeResult.Done or DescribeResult.Unchanged:
                return RedirectToPage();
            default:
                Error = MediaWording.Of(result, localizer);
                await LoadAsync(name, fields, cancellation);
                Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
                return Page();
        }
    }

    public async Task<IActionResult> OnPostRemoveAsync(string name, CancellationToken cancellation)
    {
        if (!MayDescribe)
        {
            return Forbid();
        }

        if (!await LoadAsync(name, fields: null, cancellation))
        {
            return NotFound();
        }

        if (await remove.RunAsync(name, User.ToActor(), cancellation))
        {
            return LocalRedirect($"/desk/{localizer.Language.Code}/media");
        }

        Error = localizer["media.error.in-use"];
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <param name="fields">Null shows what is stored.</param>
    private async Task<bool> LoadAsync(string name, PictureFields? fields, CancellationToken cancellation)
    {
        if (await library.FindAsync(name, localizer.Language, cancellation) is not { } picture)
        {
            return false;
        }

        var stored = await db.Set<Picture>()
            .AsNoTracking()
            .Include(row => row.Editions)
            .SingleAsync(row => row.Name == name, cancellation);
        Picture = picture;
        Address =
            $"/desk/media/{stored.Editions.Find(one => one.Language == localizer.Language.Code)?.File ?? stored.Editions[0].File}";
        // What was typed is compared with what somebody else saved meanwhile, once the person has seen it.
        Fields = (fields ?? PictureFields.Of(stored)) with
        {
            BasedOn = PictureDescription.DigestOf(stored),
        };
        Alike = await library.AlikeAsync(name, localizer.Language, cancellation);
        foreach (var module in uses)
        {
            Uses = [.. Uses, .. await module.FindAsync(name, cancellation)];
        }

        if (stored.UploadedBy is { } actor)
        {
            UploadedBy = (await people.FindAsync([actor], cancellation)).GetValueOrDefault(actor);
        }

        return true;
    }
}

/// <summary>The fields of the form.</summary>
internal sealed record PictureFields
{
    public string? Credit { get; init; }

    public string? Rights { get; init; }

    public string? Consent { get; init; }

    /// <summary>Percent.</summary>
    public int? FocusX { get; init; }

    public int? FocusY { get; init; }

    /// <summary>By language.</summary>
    public Dictionary<string, TextFields> Texts { get; init; } = [];

    public string? BasedOn { get; init; }

    public PictureDetails Details =>
        new(
            PictureTexts.Clean(Credit),
            Rights?.Trim() is { Length: > 0 } rights ? rights : null,
            Consent?.Trim() is { Length: > 0 } consent ? consent : null,
            FocusX is { } x && FocusY is { } y ? (x, y) : null
        );

    public static PictureFields Of(Picture picture) =>
        new()
        {
            Credit = picture.Credit,
            Rights = picture.Rights,
            Consent = picture.Consent,
            FocusX = picture.FocusX,
            FocusY = picture.FocusY,
            Texts = picture.Editions.ToDictionary(
                edition => edition.Language,
                edition => new TextFields { Alt = edition.Alt, Caption = edition.Caption }
            ),
        };

    internal sealed record TextFields
    {
        public string? Alt { get; init; }

        public string? Caption { get; init; }
    }
}
