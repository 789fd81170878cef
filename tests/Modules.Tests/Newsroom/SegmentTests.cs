using Concord.Newsroom.Translation;

namespace Concord.Modules.Tests.Newsroom;

public sealed class SegmentTests
{
    private const string Source = "## Aim\n\nThe coalition met on 12 May 2020.\n\n- one\n- two\n\nSee {{members}} of them.";

    private static readonly SegmentedText Present = new("Title", "Summary", Source);

    private static (IReadOnlyList<Segment> Segments, IReadOnlyList<string> Left) Divide(
        string target,
        string? translated = null
    ) => Segments.Divide(Present with { Body = translated ?? Source }, Present, new SegmentedText("Titre", "Résumé", target));

    [Fact]
    public void A_text_without_translation_has_one_untranslated_segment_for_each_block()
    {
        var (segments, left) = Segments.Divide(Present, Present, new SegmentedText("", "", ""));
        segments.Select(segment => segment.Id).ShouldBe(["title", "summary", "b1", "b2", "b3", "b4"]);
        segments.ShouldAllBe(segment => segment.State == SegmentState.Untranslated);
        segments[4].Source.ShouldBe("- one\n- two");
        left.ShouldBeEmpty();
    }

    [Fact]
    public void Joined_text_divides_into_the_same_segments()
    {
        var body = Segments.Join(
            Source,
            [("## But", true), ("La coalition s’est réunie le 12 mai 2020.", false), ("", false), ("Voir {{members}}.", true)]
        );
        body.ShouldBe(
            "## But\n\n{{to-check}}\n\nLa coalition s’est réunie le 12 mai 2020.\n\n{{untranslated}}\n\nVoir {{members}}."
        );
        var segments = Divide(body).Segments.Skip(2).ToList();
        segments
            .Select(segment => segment.State)
            .ShouldBe([SegmentState.Translated, SegmentState.ToCheck, SegmentState.Untranslated, SegmentState.Translated]);
        segments
            .Select(segment => segment.Target)
            .ShouldBe(["## But", "La coalition s’est réunie le 12 mai 2020.", "", "Voir {{members}}."]);
        segments.ShouldAllBe(segment => segment.FormerSource == null);
    }

    [Fact]
    public void A_picture_without_words_is_taken_over_and_one_with_words_is_translated()
    {
        const string Body = "One.\n\n![](picture:violin)\n\n![A bridge](picture:bridge)\n\nTwo.";
        var source = Present with { Body = Body };

        var segments = Segments.Divide(source, source, new SegmentedText("", "", "")).Segments.Skip(2).ToList();

        segments
            .Select(segment => segment.State)
            .ShouldBe([SegmentState.Untranslated, SegmentState.Translated, SegmentState.Untranslated, SegmentState.Untranslated]);
        segments[1].Target.ShouldBe("![](picture:violin)");
        Segments
            .Join(Body, [("Un.", true), ("", false), ("", false), ("Deux.", true)])
            .ShouldBe("Un.\n\n![](picture:violin)\n\n{{untranslated}}\n\nDeux.");
    }

    [Fact]
    public void A_changed_passage_of_the_source_is_to_be_checked_and_shows_what_it_was()
    {
        var before = Source.Replace("12 May", "11 May", StringComparison.Ordinal);
        var segments = Divide("## But\n\nRéunie le 11 mai 2020.\n\n- un\n- deux\n\nVoir {{members}}.", before).Segments;
        var changed = segments.Single(segment => segment.State != SegmentState.Translated);
        (changed.Id, changed.FormerSource, changed.Target).ShouldBe(
            ("b2", "The coalition met on 11 May 2020.", "Réunie le 11 mai 2020.")
        );
    }

    [Fact]
    public void A_new_passage_of_the_source_is_untranslated_and_the_others_keep_their_translations()
    {
        var before = Source.Replace("\n\n- one\n- two", "", StringComparison.Ordinal);
        var segments = Divide("## But\n\nRéunie le 12 mai 2020.\n\nVoir {{members}}.", before).Segments;
        segments.Single(segment => segment.State != SegmentState.Translated).Id.ShouldBe("b3");
        segments[^1].Target.ShouldBe("Voir {{members}}.");
    }

    [Fact]
    public void What_the_source_has_no_longer_is_shown_and_not_lost()
    {
        var before = $"{Source}\n\nThis paragraph left.";
        var (segments, left) = Divide("## But\n\nRéunie.\n\n- un\n- deux\n\nVoir {{members}}.\n\nParti.", before);
        left.ShouldBe(["Parti."]);
        segments.ShouldAllBe(segment => segment.State == SegmentState.Translated);
    }

    [Fact]
    public void A_translation_that_divides_a_paragraph_stays_with_its_source()
    {
        var segments = Divide("## But\n\nRéunie.\n\nLe 12 mai 2020.\n\n- un\n- deux\n\nVoir {{members}}.").Segments;
        segments[3].Target.ShouldBe("Réunie.\n\nLe 12 mai 2020.");
        segments[4].Target.ShouldBe("- un\n- deux");
    }

    [Fact]
    public void Arabic_numbers_are_the_same_numbers()
    {
        var aligned = BlockAlignment.Run(
            ["In 2017 it began.", "In 2020 it ended.", "Nothing else."],
            ["بدأت عام ٢٠١٧.", "انتهت عام ٢٠٢٠."]
        );
        string.Join('|', aligned.Select(places => string.Join(',', places))).ShouldBe("0|1|");
    }

    [Fact]
    public void Numbers_decide_where_lengths_mislead()
    {
        var aligned = BlockAlignment.Run(
            ["It was 2017 in town.", "It was 2018 in town.", "It was 2019 in town."],
            ["كان ذلك في المدينة عام ٢٠١٧ أيضاً.", "في ٢٠١٨ وفي ٢٠١٩."]
        );
        string.Join('|', aligned.Select(places => string.Join(',', places))).ShouldBe("0|1|");
    }

    [Fact]
    public void A_heading_directly_before_its_text_keeps_its_place_and_nothing_runs_together()
    {
        Segments.Join("## Aim\nText.", [("## But", true), ("Texte.", true)]).ShouldBe("## But\nTexte.");
        Segments.Join("## Aim\nText.", [("But", true), ("Texte.", true)]).ShouldBe("But\n\nTexte.");
    }

    [Fact]
    public void A_mark_that_a_writer_put_into_a_paragraph_counts_for_that_paragraph()
    {
        var segments = Divide("## But\n\nRéunie {{to-check}} le 12 mai 2020.\n\n- un\n- deux\n\nVoir {{members}}.").Segments;
        (segments[3].State, segments[3].Target).ShouldBe((SegmentState.ToCheck, "Réunie  le 12 mai 2020."));
    }

    /// <summary>Whatever stands in a translation stands in a segment or among what is left, once.</summary>
    [Fact]
    public void Nothing_of_a_translation_is_lost()
    {
        var random = new Random(20201027);
        string[] words =
        [
            "alpha",
            "## beta",
            "- gamma",
            "> delta",
            "2020",
            "{{members}}",
            "٢٠٢٠",
            "{{untranslated}}",
            "{{to-check}}",
        ];
        for (var round = 0; round < 500; round++)
        {
            string Text() =>
                string.Join("\n\n", Enumerable.Range(0, random.Next(7)).Select(n => $"{words[random.Next(words.Length)]} {n}"));
            var (translated, present, target) = (Text(), Text(), Text());
            var (segments, left) = Segments.Divide(
                new SegmentedText("a", "b", translated),
                new SegmentedText("a", "b", present),
                new SegmentedText("c", "d", target)
            );
            var found = segments.Skip(2).Select(segment => segment.Target).Concat(left);
            var expected = WordsOf(target);
            if (translated.Length > 0)
            {
                found.SelectMany(WordsOf).Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
            }
        }

        static IEnumerable<string> WordsOf(string text) =>
            text.Replace("{{to-check}}", "", StringComparison.Ordinal)
                .Replace("{{untranslated}}", "", StringComparison.Ordinal)
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }
}
