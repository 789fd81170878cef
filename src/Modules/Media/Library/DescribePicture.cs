using Concord.Foundation;
using Concord.Foundation.Storage;
using Concord.Media.Files;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Library;

/// <summary>Changes what is said about a picture of the library, in some languages or all.</summary>
internal sealed class DescribePicture(ConcordDb db, PictureCrops crops, IEnumerable<IMediaUse> uses)
{
    public async Task<DescribeResult> RunAsync(
        string name,
        PictureDescription description,
        Actor actor,
        CancellationToken cancellation
    )
    {
        if (!description.IsWithinLimits)
        {
            return DescribeResult.TooLong;
        }

        var drawn = description.Details is { } given ? await crops.DrawAsync(name, given.Focus, actor, cancellation) : null;
        await using var transaction = await db.BeginExclusiveTransactionAsync($"picture:{name}", cancellation);
        var picture = await db.Set<Picture>()
            .Include(row => row.Editions)
                .ThenInclude(edition => edition.Crops)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Name == name, cancellation);
        if (picture is null || picture.Editions.Exists(edition => edition.Language == MediaStore.AnyLanguage))
        {
            return DescribeResult.NotFound;
        }

        if (description.BasedOn is { } digest && digest != PictureDescription.DigestOf(picture))
        {
            return DescribeResult.Changed;
        }

        var before = PictureDescription.DigestOf(picture);
        foreach (var edition in picture.Editions)
        {
            if (!description.Texts.TryGetValue(edition.Language, out var texts))
            {
                continue;
            }

            if (texts.Alt.Length == 0 && edition.Alt.Length > 0 && await IsUsedAsync(name, cancellation))
            {
                return DescribeResult.AltRequired;
            }

            (edition.Alt, edition.Caption) = (texts.Alt, texts.Caption);
        }

        if (description.Details is { } details)
        {
            (picture.Credit, picture.Rights, picture.Consent) = (details.Credit, details.Rights, details.Consent);
            (picture.FocusX, picture.FocusY) = (details.Focus?.X, details.Focus?.Y);
        }

        PictureCrops.Assign(picture, drawn);

        if (PictureDescription.DigestOf(picture) == before)
        {
            return DescribeResult.Unchanged;
        }

        db.Record(new PictureDescribed(name) { Actor = actor, Subject = $"picture:{name}" });
        await db.SaveChangesAsync(cancellation);
        await db.CommitAsync(transaction, cancellation);
        return DescribeResult.Done;
    }

    private async Task<bool> IsUsedAsync(string name, CancellationToken cancellation)
    {
        foreach (var module in uses)
        {
            if ((await module.FindAsync(name, cancellation)).Count > 0)
            {
                return true;
            }
        }

        return false;
    }
}

internal enum DescribeResult
{
    Done,
    Unchanged,
    NotFound,

    /// <summary>Somebody changed it since the form was opened.</summary>
    Changed,

    /// <summary>A text is longer than it may be.</summary>
    TooLong,

    /// <summary>A picture that is in use keeps its alternative text.</summary>
    AltRequired,
}
