namespace Concord.Media.Rendering;

/// <summary>Why a picture is refused.</summary>
/// <param name="Values">Numbers and names that the message holds, by the names of its places.</param>
internal sealed record PictureFault(PictureFaultCode Code, params (string Name, string Value)[] Values)
{
    /// <summary>The problem and its fix in English, as an import reports it.</summary>
    public override string ToString()
    {
        var message = Code switch
        {
            PictureFaultCode.NoPicture => "this is no picture: only SVG, JPEG, PNG, WebP and AVIF can be taken.",
            PictureFaultCode.WrongEnding => "the file is {format}: let its name end in {ending}.",
            PictureFaultCode.TooManyPixels =>
                "the picture has {width} × {height} pixels: at most {most} million, and {side} a side, can be taken.",
            PictureFaultCode.TooMuchMemory =>
                "decoding the picture takes {size} MB, more than {most}: make it smaller, or save it without interlacing and with 8 bits a channel.",
            PictureFaultCode.TooSlow => "decoding the picture takes more than {seconds} seconds: make it smaller.",
            PictureFaultCode.TooLarge => "the file has more than {most} MB: make it smaller.",
            PictureFaultCode.InvalidDrawing => "{reason}",
            _ => "the {format} is cut short or damaged: save it again from the original.",
        };
        return Values.Aggregate(
            message,
            (text, value) => text.Replace($"{{{value.Name}}}", value.Value, StringComparison.Ordinal)
        );
    }

    public static PictureFault Damaged(string format = "picture") => new(PictureFaultCode.Damaged, ("format", format));
}

internal enum PictureFaultCode
{
    /// <summary>No format that is accepted.</summary>
    NoPicture,

    /// <summary>The name of the file says another format.</summary>
    WrongEnding,

    TooManyPixels,
    TooMuchMemory,
    TooSlow,

    /// <summary>The file is too large.</summary>
    TooLarge,

    /// <summary>Cut short, or not readable.</summary>
    Damaged,

    /// <summary>A drawing that holds what none may hold.</summary>
    InvalidDrawing,
}
