using Microsoft.Extensions.Configuration;

namespace Concord.Visits;

/// <param name="AreCounted">True where the operator wants readers to be asked; otherwise nothing of this is on a page.</param>
public sealed record VisitsSettings(bool AreCounted)
{
    public static VisitsSettings From(IConfiguration configuration) =>
        new(configuration.GetValue("Concord:Visits:Counted", defaultValue: false));
}
