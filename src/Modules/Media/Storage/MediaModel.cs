using Concord.Foundation.Storage;
using Concord.Media.Downloads;
using Concord.Media.Files;
using Concord.Media.Recordings;
using Concord.Media.Recordings.Converting;
using Concord.Media.Uploads;
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
            picture.HasIndex(row => row.SourceDigest);
            picture.HasMany(row => row.Editions).WithOne().HasForeignKey(edition => edition.Picture);
        });
        model.Entity<DownloadFile>(file =>
        {
            file.ToTable("media_downloads");
            file.IsAudited();
            file.HasKey(row => row.Name);
            file.HasIndex(row => row.Digest);
        });
        model.Entity<PdfRecord>(pdf =>
        {
            pdf.ToTable("media_pdfs");
            pdf.IsAudited();
            pdf.HasKey(row => row.Digest);
        });
        model.Entity<Upload>(upload =>
        {
            upload.ToTable("media_uploads");
            upload.IsOperational();
            upload.Property(row => row.Id).ValueGeneratedNever();
            upload.HasIndex(row => new { row.AccountId, row.TouchedAt });
        });
        model.Entity<UploadPart>(part =>
        {
            part.ToTable("media_upload_parts");
            part.IsOperational();
            part.HasKey(row => new { row.UploadId, row.Offset });
        });
        model.Entity<Recording>(recording =>
        {
            recording.ToTable("media_recordings");
            recording.IsAudited();
            recording.HasKey(row => row.Name);
            recording.Ignore(row => row.NeedsCaptions);
            recording.HasIndex(row => row.SourceDigest);
            recording.HasIndex(row => row.Poster);
            recording.HasMany(row => row.Files).WithOne().HasForeignKey(file => file.Recording);
            recording.HasMany(row => row.Texts).WithOne().HasForeignKey(texts => texts.Recording);
        });
        model.Entity<RecordingFile>(file =>
        {
            file.ToTable("media_recording_files");
            file.IsAudited();
            file.HasKey(row => new { row.Recording, row.Variant });
            file.HasIndex(row => row.Digest);
        });
        model.Entity<RecordingPart>(part =>
        {
            part.ToTable("media_recording_parts");
            part.IsAudited();
            part.HasKey(row => new { row.Digest, row.Number });
        });
        model.Entity<RecordingTexts>(texts =>
        {
            texts.ToTable("media_recording_texts");
            texts.IsAudited();
            texts.HasKey(row => new { row.Recording, row.Language });
            texts.HasIndex(row => row.CaptionsFile);
        });
        model.Entity<Conversion>(conversion =>
        {
            conversion.ToTable("media_conversions");
            conversion.IsOperational();
            conversion.HasKey(row => row.Recording);
            conversion.HasIndex(row => row.UploadId);
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
            edition.HasMany(row => row.Crops).WithOne().HasForeignKey(crop => new { crop.Picture, crop.Language });
        });
        model.Entity<PictureCrop>(crop =>
        {
            crop.ToTable("media_picture_crops");
            crop.IsAudited();
            crop.HasKey(row => new
            {
                row.Picture,
                row.Language,
                row.Type,
                row.Width,
            });
            crop.HasIndex(row => row.File);
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
