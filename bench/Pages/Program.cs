using System.Globalization;
using Concord.Bench.Pages;

return args switch
{
    // One Kestrel endpoint that answers with the same bytes; what the measurement is held against.
    ["bare", var address, var recorded] => await Bare.ServeAsync(address, recorded),
    ["archive"] => await Archive.RunAsync(100_000),
    ["archive", var documents] => await Archive.RunAsync(int.Parse(documents, CultureInfo.InvariantCulture)),
    [var seconds] => await Measurement.RunAsync(int.Parse(seconds, CultureInfo.InvariantCulture)),
    _ => await Measurement.RunAsync(5),
};
