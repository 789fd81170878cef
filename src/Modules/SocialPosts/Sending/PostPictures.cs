using Concord.Foundation.Languages;
using Concord.Media;
using Concord.SocialPosts.Networks;

namespace Concord.SocialPosts.Sending;

/// <summary>The picture of a document in a form that networks take.</summary>
internal sealed class PostPictures(MediaStore media, LanguageSet languages)
{
    /// <param name="name">Of the picture; null for none.</param>
    /// <param name="maxBytes">The whole picture is taken where it fits, else the one cut for lists.</param>
    /// <returns>With the words of the library; null where there is none, where it is a drawing, or where it is too large.</returns>
    public async Task<OutgoingPicture?> FindAsync(string? name, string language, int maxBytes, CancellationToken cancellation)
    {
        if (
            name is null
            || languages.Find(language) is not { } known
            || !(await media.FindAsync([name], known, cancellation)).TryGetValue(name, out var picture)
        )
        {
            return null;
        }

        foreach (var form in new[] { picture, picture.Card }.OfType<PagePicture>().Where(form => form.IsPhotograph))
        {
            if (await media.ReadFileAsync(form.Digest, cancellation) is { } content && content.Length <= maxBytes)
            {
                return new OutgoingPicture(content, picture.Alt, form.Width, form.Height);
            }
        }

        return null;
    }
}
