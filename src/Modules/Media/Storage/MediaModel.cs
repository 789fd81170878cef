using Concord.Foundation.Storage;
using Concord.Media.Files;
using Microsoft.EntityFrameworkCore;

namespace Concord.Media.Storage;

internal sealed class MediaModel : IModelPart
{
    public string Name => "media";

    public void Configure(ModelBuilder model)
    {
        model.Entity<MediaFile>(file =>
        {
            file.ToTable("media_files");
            file.IsAudited();
            file.HasKey(row => row.Digest);
        });
        model.Entity<Picture>(picture =>
        {
            picture.ToTable("media_pictures");
            picture.IsAudited();
            picture.HasKey(row => row.Name);
            picture.HasMany(row => row.Editions).WithOne().HasForeignKey(edition => edition.Picture);
        });
        model.Entity<PictureEdition>(edition =>
        {
            edition.ToTable("media_picture_editions");
            edition.IsAudited();
            edition.HasKey(row => new { row.Picture, row.Language });
            edition.HasIndex(row => row.File);
            edition
                .HasMany(row => row.Renditions)
                .WithOne()
                .HasForeignKey(rendition => new { rendition.Picture, rendition.Language });
        });
        model.Entity<PictureRendition>(rendition =>
        {
            rendition.ToTable("media_picture_renditions");
            rendition.IsAudited();
            rendition.HasKey(row => new
            {
                row.Picture,
                row.Language,
                row.Type,
                row.Width,
            });
            rendition.HasIndex(row => row.File);
        });
    }
}
