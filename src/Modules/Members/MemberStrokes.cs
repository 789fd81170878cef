using System.Globalization;
using System.Text;

namespace Concord.Members;

/// <summary>
/// The coalition's mark: one upright stroke for each member. Members attested on the same day stand as one group, with a gap
/// before the next; strokes of institutions are taller. Pure.
/// </summary>
/// <param name="Path">SVG path data; x and y in units of one stroke's place and of 1/40 of the height.</param>
/// <param name="Width">Units across; the height is 40.</param>
public sealed record MemberStrokes(string Path, string Width)
{
    private const double Gap = 1.6;
    private const int Height = 40;
    private const int StateTop = 9;

    /// <param name="members">In the order of the strokes.</param>
    public static MemberStrokes Of(IEnumerable<MemberOnDate> members)
    {
        var path = new StringBuilder();
        var x = -0.5;
        MemberOnDate? last = null;
        foreach (var member in members)
        {
            var step = last is not null && last.AttestedBy != member.AttestedBy ? 1 + Gap : 1;
            var top = member.Kind == MemberKind.Institution ? 0 : StateTop;
            path.Append(
                last is null
                    ? string.Create(CultureInfo.InvariantCulture, $"M.5 {top}")
                    : string.Create(CultureInfo.InvariantCulture, $"m{step:0.#}-{Height - top}")
            );
            path.Append(CultureInfo.InvariantCulture, $"v{Height - top}");
            x += step;
            last = member;
        }

        return new MemberStrokes(path.ToString(), (x + 0.5).ToString("0.#", CultureInfo.InvariantCulture));
    }
}
