using System.Text;
using Shouldly;
using Xunit;

namespace Concord.Captions;

public sealed class CaptionReaderTests
{
    private const string Sample = """
        WEBVTT - Mosul

        STYLE
        ::cue { background: url(https://example.org/x) }

        NOTE not shown

        first
        00:01.000 --> 00:03.500 line:0 align:start region:r1
        <v Anna>One &amp; <i>two</i></v>
        three

        01:00:00.000 --> 01:00:02.000
        Last
        """;

    [Fact]
    public void WebVtt_is_read_without_styles_comments_and_names()
    {
        var (cues, faults) = CaptionReader.Read(Sample);

        faults.ShouldBeEmpty();
        cues.ShouldBe([
            new Cue(Seconds(1), Seconds(3.5), "<v Anna>One &amp; <i>two</i></v>\nthree", "line:0 align:start", 9),
            new Cue(Seconds(3600), Seconds(3602), "Last", "", 13),
        ]);
    }

    [Fact]
    public void SubRip_is_read_with_commas_places_and_numbers()
    {
        var (cues, faults) = CaptionReader.Read(
            "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<font color=\"red\">Salt & <b>bread</b></font>\r\n2\r\n00:00:03,000 --> 00:00:04,500\r\nA < B\r\n"
        );

        faults.ShouldBeEmpty();
        cues.Select(cue => (cue.Start, cue.End, cue.Text))
            .ShouldBe([(Seconds(1), Seconds(2), "Salt &amp; <b>bread</b>"), (Seconds(3), Seconds(4.5), "A &lt; B")]);
    }

    [Theory]
    [InlineData("", 0, CaptionFaultCode.Empty)]
    [InlineData("\n \n", 0, CaptionFaultCode.Empty)]
    [InlineData("WEBVTT\n\nNOTE nothing", 0, CaptionFaultCode.Empty)]
    [InlineData("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", 0, CaptionFaultCode.Empty)]
    [InlineData("Dear editor,\nhere are the captions.", 0, CaptionFaultCode.UnknownFormat)]
    [InlineData("WEBVTT\n\n00:01 --> 00:02\nx", 3, CaptionFaultCode.InvalidTime)]
    [InlineData("WEBVTT\n\n00:61.000 --> 01:02.000\nx", 3, CaptionFaultCode.InvalidTime)]
    [InlineData("WEBVTT\n\n00:01.000 --> soon\nx", 3, CaptionFaultCode.InvalidTime)]
    [InlineData("WEBVTT\n\n00:02.000 --> 00:02.000\nx", 3, CaptionFaultCode.EndsBeforeStart)]
    [InlineData("WEBVTT\n\n00:02.000 --> 00:03.000\nx\n\n00:01.000 --> 00:04.000\ny", 6, CaptionFaultCode.OutOfOrder)]
    public void A_file_that_is_no_captions_is_refused_with_its_line(string text, int line, CaptionFaultCode code)
    {
        var (cues, faults) = CaptionReader.Read(text);

        cues.ShouldBeEmpty();
        faults.ShouldBe([new CaptionFault(line, code)]);
    }

    [Fact]
    public void A_caption_after_the_end_of_the_recording_is_refused()
    {
        CaptionReader.Read("WEBVTT\n\n00:02.000 --> 00:03.000\nx", Seconds(2.5)).Cues.Count.ShouldBe(1);
        CaptionReader
            .Read("WEBVTT\n\n00:02.000 --> 00:03.000\nx", Seconds(2))
            .Faults.ShouldBe([new CaptionFault(3, CaptionFaultCode.AfterEnd)]);
    }

    [Fact]
    public void Every_fault_is_reported_up_to_twenty()
    {
        var bad = string.Concat(Enumerable.Repeat("\n00:00 --> 1\nx\n", 30));

        CaptionReader.Read("WEBVTT\n" + bad).Faults.Count.ShouldBe(20);
        CaptionReader.Read("WEBVTT\n\n0 --> 1\nx\n\n00:03.000 --> 00:02.000\ny").Faults.Count.ShouldBe(2);
    }

    [Fact]
    public void Files_beyond_the_limits_are_refused()
    {
        CaptionReader
            .Read(new byte[CaptionLimits.MaxBytes + 1])
            .Faults.ShouldBe([new CaptionFault(0, CaptionFaultCode.TooLarge)]);
        var many = new StringBuilder("WEBVTT\n");
        for (var number = 0; number <= CaptionLimits.MaxCues; number++)
        {
            many.Append("\n00:01.000 --> 00:02.000\nx\n");
        }

        CaptionReader.Read(many.ToString()).Faults.Single().Code.ShouldBe(CaptionFaultCode.TooManyCues);
        CaptionReader
            .Read($"WEBVTT\n\n00:01.000 --> 00:02.000\n{new string('x', CaptionLimits.MaxText + 1)}")
            .Faults.ShouldBe([new CaptionFault(3, CaptionFaultCode.TextTooLong)]);
    }

    [Fact]
    public void Encodings_with_a_mark_are_read_and_others_are_refused()
    {
        const string text = "WEBVTT\n\n00:01.000 --> 00:02.000\nالموسل — é";

        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            CaptionReader.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]).Cues.Single().Text.ShouldBe("الموسل — é");
        }

        CaptionReader
            .Read(Encoding.Latin1.GetBytes(text.Replace("الموسل — ", "", StringComparison.Ordinal)))
            .Faults.ShouldBe([new CaptionFault(0, CaptionFaultCode.Encoding)]);
    }

    [Theory]
    [InlineData("a <b>b <i>c</b> d", "a <b>b <i>c</i></b> d")]
    [InlineData("<c.yellow.bg_blue>a</c><00:00:01.000> b", "a b")]
    [InlineData("<script>alert(1)</script>", "alert(1)")]
    [InlineData("<v.loud Anna  Lee>x", "<v Anna Lee>x</v>")]
    [InlineData("<lang ckb>x</lang></i>", "<lang ckb>x</lang>")]
    [InlineData("5 > 4 & 3 < 4", "5 &gt; 4 &amp; 3 &lt; 4")]
    [InlineData("&lt;b&gt; &amp;amp; &bogus; &", "&lt;b&gt; &amp;amp; &amp;bogus; &amp;")]
    [InlineData("a --&gt; b", "a --&gt; b")]
    public void Text_keeps_what_every_player_shows(string text, string clean)
    {
        CaptionText.Clean(text).ShouldBe(clean);
        CaptionText.Clean(clean).ShouldBe(clean);
    }

    [Fact]
    public void What_is_written_is_read_as_the_same()
    {
        var (cues, _) = CaptionReader.Read(Sample);

        var (again, faults) = CaptionReader.Read(CaptionWriter.Write(cues));

        faults.ShouldBeEmpty();
        again.Select(cue => cue with { Line = 0 }).ShouldBe(cues.Select(cue => cue with { Line = 0 }));
    }

    [Fact]
    public void A_transcript_has_a_paragraph_for_each_speaker_and_after_a_pause()
    {
        var (cues, _) = CaptionReader.Read(
            """
            WEBVTT

            00:01.000 --> 00:02.000
            <v Anna>One,
            two

            00:02.500 --> 00:03.000
            <v Anna>three.

            00:03.500 --> 00:04.000
            <v Ben>Four &amp; five.

            00:10.000 --> 00:11.000
            [Violin]
            """
        );

        CaptionWriter.Transcript(cues).ShouldBe("Anna: One, two three.\n\nBen: Four & five.\n\n[Violin]");
        CaptionText.SpeakerOf("no one").ShouldBeNull();
    }

    [Fact]
    public void Damaged_files_are_read_or_refused_and_never_fail()
    {
        var random = new Random(28);
        var sample = Encoding.UTF8.GetBytes(Sample + "\n\n01:00:03.000 --> 01:00:04.000\n<b><i>&amp;</i>\u202bب</b>");
        for (var round = 0; round < 4_000; round++)
        {
            var damaged = sample[..random.Next(sample.Length + 1)];
            for (var change = random.Next(6); change > 0 && damaged.Length > 0; change--)
            {
                damaged[random.Next(damaged.Length)] =
                    round % 2 == 0 ? (byte)random.Next(256) : (byte)"<>&;-:.\n0/"[random.Next(10)];
            }

            var (cues, faults) = CaptionReader.Read(damaged);

            (cues.Count > 0).ShouldBe(faults.Count == 0);
            if (cues.Count > 0)
            {
                var (again, none) = CaptionReader.Read(CaptionWriter.Write(cues));
                none.ShouldBeEmpty();
                again.Select(cue => cue with { Line = 0 }).ShouldBe(cues.Select(cue => cue with { Line = 0 }));
            }
        }
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
