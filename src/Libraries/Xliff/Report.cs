using System.Xml;
using System.Xml.Linq;

namespace Concord.Xliff;

/// <summary>Gathers what is wrong with a file, up to a number that a person would still read.</summary>
internal sealed class Report
{
    private const int Most = 100;

    private readonly List<XliffProblem> problems = [];

    public bool IsFull => problems.Count >= Most;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<XliffProblem> Problems =>
        [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    public void Add(XObject place, string message)
    {
        var position = (IXmlLineInfo)place;
        Add(position.LineNumber, position.LinePosition, message);
    }

    public void Add(int line, int column, string message)
    {
        if (!IsFull)
        {
            problems.Add(new XliffProblem(line, column, message));
        }
    }
}
