namespace Concord.PdfReader;

/// <summary>What the program found in a PDF, as it writes it in JSON.</summary>
public sealed record PdfContents
{
    /// <summary>Why the file is refused; null where it is accepted.</summary>
    public PdfFault? Fault { get; init; }

    public int Pages { get; init; }

    /// <summary>The text of its pages in the order of reading; empty for scanned pages.</summary>
    public string Text { get; init; } = "";

    /// <summary>True where the text is longer than <see cref="PdfLimits.MaxText"/> and only its beginning is there.</summary>
    public bool IsTextCut { get; init; }

    public string? Title { get; init; }

    /// <summary>The author that the file names, which readers can see as well.</summary>
    public string? Author { get; init; }

    /// <summary>True where the file says which text is a heading, a list or a table: readers who listen need it.</summary>
    public bool IsTagged { get; init; }
}

/// <summary>Why a PDF is refused.</summary>
public enum PdfFault
{
    /// <summary>It does not begin as a PDF, or goes on after its end: it may be something else as well.</summary>
    NotPdf,

    /// <summary>Cut short, or not readable.</summary>
    Damaged,

    /// <summary>A password is needed.</summary>
    Encrypted,

    TooManyPages,

    /// <summary>It runs a script.</summary>
    Script,

    /// <summary>It starts a program or sends what is typed into it.</summary>
    Action,

    /// <summary>It holds other files.</summary>
    EmbeddedFile,

    /// <summary>It holds film, sound or a model.</summary>
    Multimedia,

    /// <summary>It is a form of the kind XFA, which few programs show.</summary>
    DynamicForm,

    /// <summary>Reading it takes too long, or too much memory.</summary>
    TooDemanding,
}

/// <summary>Bounds of what is read.</summary>
public static class PdfLimits
{
    public const int MaxBytes = 32 << 20;
    public const int MaxPages = 2_000;

    /// <summary>Characters.</summary>
    public const int MaxText = 1_000_000;
}
