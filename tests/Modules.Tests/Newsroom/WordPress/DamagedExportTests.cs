using System.Text;
using Concord.WordPress;
using Microsoft.EntityFrameworkCore;

namespace Concord.Modules.Tests.Newsroom.WordPress;

/// <summary>A file that is no export, or is damaged, imports nothing.</summary>
public sealed class DamagedExportTests : IAsyncLifetime
{
    private readonly ImportedSite old = new();

    public async ValueTask InitializeAsync() => await old.Site.OpenAsync("/en");

    public async ValueTask DisposeAsync() => await old.DisposeAsync();

    [Theory]
    [InlineData("", "ends too early")]
    [InlineData("no xml", "")]
    [InlineData("<html><body/></html>", "<html>")]
    [InlineData("<rss/>", "<channel>")]
    [InlineData("<rss><channel><title>x</title><item><title>y</title></item></channel></rss>", "wxr_version")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"b\">]><rss><channel></channel></rss>", "document type")]
    public async Task What_is_no_export_is_refused_with_the_reason(string xml, string reason)
    {
        var before = await old.CountAsync();

        var fault = await Should.ThrowAsync<ExportFaultException>(() => old.RunAsync(Encoding.UTF8.GetBytes(xml)));

        fault.Message.ShouldContain(reason);
        (await old.CountAsync()).ShouldBe(before);
    }

    /// <summary>Also where everything before the damage is well.</summary>
    [Fact]
    public async Task A_damaged_export_imports_nothing_and_names_the_place()
    {
        var xml = new SampleExport()
            .Post(1, "One", "<p>Text.</p>", "damaged-one")
            .Post(2, "Two", "<p>Text.</p>", "damaged-two")
            .ToXml();
        var before = await old.CountAsync();
        var bytes = Encoding.UTF8.GetBytes(xml);
        byte[][] damaged =
        [
            bytes[..(bytes.Length / 2)],
            bytes[..^12],
            Encoding.UTF8.GetBytes(xml.Replace("</channel>", "</chanel>", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(xml.Replace("damaged-two", "\u0001", StringComparison.Ordinal)),
            Encoding.UTF8.GetBytes(xml.Replace("<wp:post_id>2", "<wp:post_id>&nbsp;2", StringComparison.Ordinal)),
            [.. bytes[..900], 0xC3, 0x28, .. bytes[900..]],
            [.. "\n\n"u8, .. bytes],
        ];
        foreach (var content in damaged)
        {
            var fault = await Should.ThrowAsync<ExportFaultException>(() => old.RunAsync(content));
            fault.Line.ShouldBeGreaterThan(0);
        }

        (await old.CountAsync()).ShouldBe(before);
    }
}
