using Concord.Captions;
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

    public static string Of(CaptionFault fault, Localizer localizer)
    {
        var reason = localizer.Fill(
            fault.Code switch
            {
                CaptionFaultCode.Encoding => "recordings.captions.fault.encoding",
                CaptionFaultCode.UnknownFormat => "recordings.captions.fault.unknown-format",
                CaptionFaultCode.Empty => "recordings.captions.fault.empty",
                CaptionFaultCode.InvalidTime => "recordings.captions.fault.invalid-time",
                CaptionFaultCode.EndsBeforeStart => "recordings.captions.fault.ends-before-start",
                CaptionFaultCode.OutOfOrder => "recordings.captions.fault.out-of-order",
                CaptionFaultCode.AfterEnd => "recordings.captions.fault.after-end",
                CaptionFaultCode.TextTooLong => "recordings.captions.fault.text-too-long",
                CaptionFaultCode.TooManyCues => "recordings.captions.fault.too-many",
                _ => "recordings.captions.fault.too-large",
            },
            ("characters", localizer.Format.Number(CaptionLimits.MaxText)),
            ("captions", localizer.Format.Number(CaptionLimits.MaxCues)),
            ("most", localizer.Format.Number(CaptionLimits.MaxBytes >> 20))
        );
        return fault.Line == 0
            ? reason
            : localizer.Fill("recordings.captions.fault", ("line", localizer.Format.Number(fault.Line)), ("reason", reason));
    }

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
