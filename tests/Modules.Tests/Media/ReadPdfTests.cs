using System.Text;
using Concord.Media.Downloads;
using Concord.PdfReader;
using Concord.TestKit;

namespace Concord.Modules.Tests.Media;

/// <summary>What is read in a PDF, and what is refused.</summary>
public sealed class ReadPdfTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Text_is_read_line_by_line()
    {
        var contents = PdfFile.Read(SamplePdf.Of("The Coalition met in Rome.", "Thirty-one ministers came."));

        contents.Fault.ShouldBeNull();
        (contents.Pages, contents.IsTagged, contents.IsTextCut).ShouldBe((1, false, false));
        contents.Text.ShouldContain("The Coalition met in Rome.");
        contents
            .Text.IndexOf("Rome", StringComparison.Ordinal)
            .ShouldBeLessThan(contents.Text.IndexOf("Thirty", StringComparison.Ordinal));
    }

    [Theory]
    // Words and letters as they stand on the page, from the left.
    [InlineData(new[] { "ةقرلا", "يف" }, "في الرقة")]
    // The shapes that printed files hold instead of letters; lam and alef are one.
    [InlineData(new[] { "ﻢﻠﺴﻟا", "ﻡﻼﻛ" }, "كلام السلم")]
    [InlineData(new[] { "٢٠٢٠", "ماع" }, "عام ٢٠٢٠")]
    [InlineData(new[] { "Daesh", "ميظنت", "ةميزه" }, "هزيمة تنظيم Daesh")]
    [InlineData(new[] { "EU", "NATO", "فلاحتلا" }, "التحالف EU NATO")]
    [InlineData(new[] { "Raqqa", "2017" }, "Raqqa 2017")]
    public void Arabic_is_read_in_the_order_of_reading(string[] shown, string text) =>
        PdfFile.Read(SamplePdf.FromTheLeft(shown)).Text.Trim().ShouldBe(text);

    [Theory]
    [InlineData(PdfFault.Script, "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")]
    [InlineData(PdfFault.Script, "/Names << /JavaScript << /Names [(x) 6 0 R] >> >>", "<< /Length 1 >>")]
    [InlineData(PdfFault.Script, "/AA << /WC 6 0 R >>", "<< /S /JavaScript >>")]
    [InlineData(PdfFault.Action, "/OpenAction 6 0 R", "<< /Type /Action /S /Launch /F (cmd.exe) >>")]
    [InlineData(PdfFault.Action, "/AcroForm << /Fields [<< /A << /S /SubmitForm >> >>] >>")]
    [InlineData(PdfFault.EmbeddedFile, "/Names << /EmbeddedFiles << /Names [] >> >>")]
    [InlineData(PdfFault.EmbeddedFile, "/X 6 0 R", "<< /Type /Annot /Subtype /FileAttachment >>")]
    [InlineData(PdfFault.EmbeddedFile, "", "<< /Type /EmbeddedFile /Length 1 >>\nstream\nx\nendstream")]
    [InlineData(PdfFault.EmbeddedFile, "/OpenAction << /S /GoToE /D [0 /Fit] >>")]
    [InlineData(PdfFault.Multimedia, "/X [[[6 0 R]]]", "<< /Subtype /RichMedia >>")]
    [InlineData(PdfFault.DynamicForm, "/AcroForm << /XFA [] >>")]
    public void What_a_document_never_needs_is_refused(PdfFault fault, string catalog, params string[] objects) =>
        PdfFile.Read(SamplePdf.With(catalog, objects)).Fault.ShouldBe(fault);

    [Fact]
    public void Links_and_bookmarks_are_accepted() =>
        PdfFile
            .Read(
                SamplePdf.With(
                    "/Outlines 6 0 R /OpenAction [3 0 R /Fit] /MarkInfo << /Marked true >>",
                    "<< /Type /Outlines /Count 0 >>",
                    "<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://example.org/) >> >>"
                )
            )
            .ShouldSatisfyAllConditions(contents => contents.Fault.ShouldBeNull(), contents => contents.IsTagged.ShouldBeTrue());

    [Fact]
    public void A_file_that_is_something_else_as_well_is_refused()
    {
        var good = SamplePdf.Of("Text");
        PdfFile.Read([.. "GIF89a"u8, .. good]).Fault.ShouldBe(PdfFault.NotPdf);
        PdfFile.Read([.. good, .. "PK\u0003\u0004 a zip"u8]).Fault.ShouldBe(PdfFault.NotPdf);
        PdfFile.Read([.. good, .. "\r\n\0\0"u8]).Fault.ShouldBeNull("programs pad files");
        PdfFile.Read("<html>%PDF-1.7 %%EOF"u8.ToArray()).Fault.ShouldBe(PdfFault.NotPdf);
        PdfFile.Read([]).Fault.ShouldBe(PdfFault.NotPdf);
    }

    [Fact]
    public void Whatever_is_damaged_is_refused_or_read_and_nothing_else()
    {
        foreach (var damaged in Fuzz.Damaged(SamplePdf.Of("The Coalition met in Rome.", "Thirty-one ministers came."), 400))
        {
            var contents = PdfFile.Read(damaged);
            if (contents.Fault is null)
            {
                contents.Pages.ShouldBeGreaterThan(0);
            }
        }
    }

    [Fact]
    public async Task The_reader_runs_as_a_program_of_its_own()
    {
        var contents = await ReadPdf.RunAsync(SamplePdf.Of("The Coalition met in Rome."), Cancellation);

        contents.Fault.ShouldBeNull();
        contents.Text.Trim().ShouldBe("The Coalition met in Rome.");
        // Needs the rules of Unicode in that program too.
        (await ReadPdf.RunAsync(SamplePdf.FromTheLeft("ﻢﻠﺴﻟا"), Cancellation))
            .Text.Trim()
            .ShouldBe("السلم");
        (await ReadPdf.RunAsync(SamplePdf.With("/AcroForm << /XFA [] >>"), Cancellation)).Fault.ShouldBe(PdfFault.DynamicForm);
    }

    [Fact]
    public async Task A_file_that_takes_down_its_reader_is_refused_and_nothing_else_happens()
    {
        // Two gigabytes of content; arrays within each other, which the library reads by calling itself.
        var bomb = SamplePdf.Bomb(2_000);
        bomb.Length.ShouldBeLessThan(4 << 20);
        var nested = SamplePdf.With($"/X {new string('[', 400_000)}{new string(']', 400_000)}");

        foreach (var hostile in new[] { bomb, nested })
        {
            (await ReadPdf.RunAsync(hostile, Cancellation)).Fault.ShouldBeOneOf(PdfFault.TooDemanding, PdfFault.Damaged);
        }

        (await ReadPdf.RunAsync(new byte[PdfLimits.MaxBytes + 1], Cancellation)).Fault.ShouldBe(PdfFault.TooDemanding);
    }

    [Fact]
    public async Task The_reader_knows_nothing_of_the_site()
    {
        Environment.SetEnvironmentVariable("Concord__Secret", "of the site");
        try
        {
            using var process = ReadPdf.Start();
            var environment = await File.ReadAllTextAsync($"/proc/{process.Id}/environ", Encoding.UTF8, Cancellation);
            process.Kill(entireProcessTree: true);
            environment.ShouldContain("DOTNET_GCHeapHardLimit=");
            environment.ShouldNotContain("Concord__Secret");
        }
        finally
        {
            Environment.SetEnvironmentVariable("Concord__Secret", null);
        }
    }
}
