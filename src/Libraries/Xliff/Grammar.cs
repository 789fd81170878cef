using System.Collections.Frozen;

namespace Concord.Xliff;

/// <summary>
/// Elements and attributes of XLIFF 2.0, 2.1 and 2.2 and of the modules for translation candidates, glossaries, metadata,
/// resource data and validation.
/// </summary>
internal static class Grammar
{
    /// <summary>The name of the root's rule in version 2.2, where notes and metadata may stand before the files.</summary>
    public const string Xliff22 = "xliff 2.2";

    private static readonly string[] Inline = ["cp", "ph", "pc", "sc", "ec", "mrk", "sm", "em"];

    private static readonly Part Foreign = new([], 0, null);

    private static readonly FrozenDictionary<string, ElementRule> Rules = Build().ToFrozenDictionary();

    /// <returns>Null for an element that the standard does not have.</returns>
    public static ElementRule? Of(string name) => Rules.GetValueOrDefault(name);

    private static Dictionary<string, ElementRule> Build()
    {
        const string structure =
            "id!:Token name:Text canResegment:YesNo translate:YesNo srcDir:Direction trgDir:Direction "
            + "type:UserType xml:space:Space";
        const string hints = "canCopy:YesNo canDelete:YesNo canReorder:YesNoFirstNo copyOf:Token subType:UserType type:CodeType";
        const string single = hints + " disp:Text equiv:Text dataRef:Token subFlows:Tokens";
        const string mark = "id!:Token translate:YesNo type:MarkType ref:Address value:Text";
        return new Dictionary<string, ElementRule>
        {
            ["xliff"] = Elements(
                "version!:Text srcLang!:Language trgLang:Language xml:space:Space",
                isOpen: true,
                One("file", 1, null)
            ),
            [Xliff22] = Elements(
                "version!:Text srcLang!:Language trgLang:Language xml:space:Space",
                isOpen: true,
                One("notes", 0, 1),
                One("mda:metadata", 0, 1),
                One("file", 1, null)
            ),
            ["file"] = Elements(
                "id!:Token canResegment:YesNo original:Text translate:YesNo srcDir:Direction trgDir:Direction xml:space:Space",
                isOpen: true,
                One("skeleton", 0, 1),
                Foreign,
                One("notes", 0, 1),
                new Part(["unit", "group"], 1, null)
            ),
            ["skeleton"] = new ElementRule(ContentKind.Foreign, [], Attributes("href:Text"), IsOpen: false),
            ["group"] = Elements(structure, isOpen: true, Foreign, One("notes", 0, 1), new Part(["unit", "group"], 0, null)),
            ["unit"] = Elements(
                structure,
                isOpen: true,
                Foreign,
                One("notes", 0, 1),
                One("originalData", 0, 1),
                new Part(["segment", "ignorable"], 1, null)
            ),
            ["segment"] = Elements(
                "id:Token canResegment:YesNo state:State subState:SubState",
                isOpen: false,
                One("source", 1, 1),
                One("target", 0, 1)
            ),
            ["ignorable"] = Elements("id:Token", isOpen: false, One("source", 1, 1), One("target", 0, 1)),
            ["notes"] = Elements("", isOpen: false, One("note", 1, null)),
            ["note"] = Text("id:Token appliesTo:AppliesTo category:Text priority:Priority ref:Address", isOpen: true),
            ["originalData"] = Elements("", isOpen: false, One("data", 1, null)),
            ["data"] = Mixed("id!:Token dir:Direction xml:space:Preserve", isOpen: false, "cp"),
            ["source"] = Mixed("xml:lang:Language xml:space:Space", isOpen: false, Inline),
            ["target"] = Mixed("xml:lang:Language xml:space:Space order:Order", isOpen: false, Inline),
            ["cp"] = Empty("hex!:Hex", isOpen: false),
            ["ph"] = Empty("id!:Token " + single, isOpen: true),
            ["pc"] = Mixed(
                "id!:Token canOverlap:YesNo dir:Direction dispStart:Text dispEnd:Text equivStart:Text equivEnd:Text "
                    + "dataRefStart:Token dataRefEnd:Token subFlowsStart:Tokens subFlowsEnd:Tokens "
                    + hints,
                isOpen: true,
                Inline
            ),
            ["sc"] = Empty("id!:Token canOverlap:YesNo dir:Direction isolated:YesNo " + single, isOpen: true),
            ["ec"] = Empty("id:Token canOverlap:YesNo dir:Direction isolated:YesNo startRef:Token " + single, isOpen: true),
            ["mrk"] = Mixed(mark, isOpen: true, Inline),
            ["sm"] = Empty(mark, isOpen: true),
            ["em"] = Empty("startRef!:Token", isOpen: false),
            ["mtc:matches"] = Elements("", isOpen: false, One("mtc:match", 1, null)),
            ["mtc:match"] = Elements(
                "id:Token matchQuality:Percent matchSuitability:Percent origin:Text ref!:Address reference:YesNo "
                    + "similarity:Percent subType:UserType type:MatchType",
                isOpen: true,
                One("mda:metadata", 0, 1),
                One("originalData", 0, 1),
                One("source", 1, 1),
                One("target", 1, 1),
                Foreign
            ),
            ["gls:glossary"] = Elements("", isOpen: false, One("gls:glossEntry", 1, null)),
            ["gls:glossEntry"] = Elements(
                "id:Token ref:Address",
                isOpen: true,
                One("gls:term", 1, 1),
                One("gls:translation", 0, null),
                One("gls:definition", 0, 1),
                Foreign
            ),
            ["gls:term"] = Text("source:Text", isOpen: true),
            ["gls:translation"] = Text("id:Token ref:Address source:Text", isOpen: true),
            ["gls:definition"] = Text("source:Text", isOpen: true),
            ["mda:metadata"] = Elements("id:Token", isOpen: false, One("mda:metaGroup", 1, null)),
            ["mda:metaGroup"] = Elements(
                "id:Token category:Text appliesTo:MetaAppliesTo",
                isOpen: false,
                new Part(["mda:metaGroup", "mda:meta"], 1, null)
            ),
            ["mda:meta"] = Text("type!:Text", isOpen: false),
            ["res:resourceData"] = Elements(
                "id:Token",
                isOpen: false,
                new Part(["res:resourceItemRef", "res:resourceItem"], 1, null)
            ),
            ["res:resourceItemRef"] = Empty("id:Token ref!:Text", isOpen: true),
            ["res:resourceItem"] = Elements(
                "id:Token mimeType:Text context:YesNo",
                isOpen: true,
                One("res:source", 0, 1),
                One("res:target", 0, 1),
                One("res:reference", 0, null)
            ),
            ["res:source"] = new ElementRule(ContentKind.Foreign, [], Attributes("href:Text xml:lang:Language"), IsOpen: true),
            ["res:target"] = new ElementRule(ContentKind.Foreign, [], Attributes("href:Text xml:lang:Language"), IsOpen: true),
            ["res:reference"] = Empty("href!:Text xml:lang:Language", isOpen: true),
            ["val:validation"] = Elements("", isOpen: true, One("val:rule", 1, null)),
            ["val:rule"] = Empty(
                "isPresent:Text isNotPresent:Text startsWith:Text endsWith:Text occurs:Count existsInSource:YesNo "
                    + "caseSensitive:YesNo normalization:Normalization disabled:YesNo",
                isOpen: true
            ),
        };
    }

    private static ElementRule Elements(string attributes, bool isOpen, params Part[] parts) =>
        new(ContentKind.Elements, parts, Attributes(attributes), isOpen);

    private static ElementRule Mixed(string attributes, bool isOpen, params string[] names) =>
        new(ContentKind.Mixed, [new Part(names, 0, null)], Attributes(attributes), isOpen);

    private static ElementRule Text(string attributes, bool isOpen) => new(ContentKind.Text, [], Attributes(attributes), isOpen);

    private static ElementRule Empty(string attributes, bool isOpen) =>
        new(ContentKind.Empty, [], Attributes(attributes), isOpen);

    private static Part One(string name, int min, int? max) => new([name], min, max);

    /// <param name="written">Words of the form <c>name:Kind</c>; <c>name!:Kind</c> for one that has to be there.</param>
    private static FrozenDictionary<string, AttributeRule> Attributes(string written) =>
        written
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word =>
            {
                var cut = word.LastIndexOf(':');
                return (Name: word[..cut], Kind: Enum.Parse<ValueKind>(word[(cut + 1)..]));
            })
            .ToFrozenDictionary(
                word => word.Name.TrimEnd('!'),
                word => new AttributeRule(word.Kind, word.Name.EndsWith('!')),
                StringComparer.Ordinal
            );
}
