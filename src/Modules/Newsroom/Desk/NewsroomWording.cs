using Concord.Foundation.Languages;
using Concord.Newsroom.Commands;

namespace Concord.Newsroom.Desk;

/// <summary>Puts what a command of the newsroom refused into words.</summary>
internal static class NewsroomWording
{
    public static string Of(NewsroomResult result, Localizer localizer)
    {
        var key = $"desk.error.{Kebab(result.Code)}";
        return localizer.Fill(
            localizer.Has(key) ? key : "desk.error.other",
            ("detail", result.Detail ?? ""),
            ("slug", result.Slug)
        );
    }

    /// <returns>A code as keys of texts have it: <c>newer-revision</c>.</returns>
    public static string Kebab<T>(T code)
        where T : struct, Enum =>
        string.Concat(
            code.ToString()
                .Select(
                    (sign, place) => char.IsUpper(sign) ? $"{(place > 0 ? "-" : "")}{char.ToLowerInvariant(sign)}" : $"{sign}"
                )
        );
}
