using Concord.Foundation.Languages;
using Concord.Media.Library;
using Concord.Media.Rendering;

namespace Concord.Media.Desk;

/// <summary>Puts what the library refused into words.</summary>
internal static class MediaWording
{
    public static string Of(PictureFault fault, Localizer localizer) =>
        localizer.Fill(
            fault.Code switch
            {
                PictureFaultCode.NoPicture or PictureFaultCode.WrongEnding => "media.fault.no-picture",
                PictureFaultCode.TooManyPixels => "media.fault.too-many-pixels",
                PictureFaultCode.TooMuchMemory => "media.fault.too-much-memory",
                PictureFaultCode.TooSlow => "media.fault.too-slow",
                PictureFaultCode.TooLarge => "media.fault.too-large",
                PictureFaultCode.InvalidDrawing => "media.fault.invalid-drawing",
                _ => "media.fault.damaged",
            },
            [.. fault.Values.Select(value => (value.Name, value.Value))]
        );

    public static string Of(DescribeResult result, Localizer localizer) =>
        localizer[
            result switch
            {
                DescribeResult.Changed => "media.error.changed",
                DescribeResult.TooLong => "media.error.too-long",
                DescribeResult.AltRequired => "media.error.alt-required",
                _ => "media.error.unknown",
            }
        ];
}
