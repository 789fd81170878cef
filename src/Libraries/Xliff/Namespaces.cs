using System.Xml.Linq;

namespace Concord.Xliff;

/// <summary>Namespaces of the core and of the modules that the standard defines.</summary>
internal static class Namespaces
{
    /// <summary>Versions 2.0 and 2.1.</summary>
    public static readonly XNamespace Core20 = "urn:oasis:names:tc:xliff:document:2.0";

    public static readonly XNamespace Core22 = "urn:oasis:names:tc:xliff:document:2.2";

    public static readonly XNamespace Matches = "urn:oasis:names:tc:xliff:matches:2.0";

    public static readonly XNamespace Glossary = "urn:oasis:names:tc:xliff:glossary:2.0";

    public static readonly XNamespace Metadata = "urn:oasis:names:tc:xliff:metadata:2.0";

    public static readonly XNamespace ResourceData = "urn:oasis:names:tc:xliff:resourcedata:2.0";

    public static readonly XNamespace SizeRestriction = "urn:oasis:names:tc:xliff:sizerestriction:2.0";

    public static readonly XNamespace Validation = "urn:oasis:names:tc:xliff:validation:2.0";

    public static readonly XNamespace FormatStyle = "urn:oasis:names:tc:xliff:fs:2.0";

    public static bool IsCore(XNamespace name) => name == Core20 || name == Core22;

    /// <summary>The prefix by which the standard writes about the elements of a namespace.</summary>
    public static string NameOf(XName name) =>
        name.Namespace switch
        {
            var space when IsCore(space) || space == XNamespace.None => name.LocalName,
            var space when space == Matches => "mtc:" + name.LocalName,
            var space when space == Glossary => "gls:" + name.LocalName,
            var space when space == Metadata => "mda:" + name.LocalName,
            var space when space == ResourceData => "res:" + name.LocalName,
            var space when space == SizeRestriction => "slr:" + name.LocalName,
            var space when space == Validation => "val:" + name.LocalName,
            var space when space == FormatStyle => "fs:" + name.LocalName,
            var space when space == XNamespace.Xml => "xml:" + name.LocalName,
            var space => $"{{{space.NamespaceName}}}{name.LocalName}",
        };
}
