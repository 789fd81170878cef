using System.Globalization;
using Concord.Bench.Pages;

return args switch
{
    // One Kestrel endpoint that answers with the same bytes; what the measurement is held against.
    ["bare", var address, var recorded] => await Bare.ServeAsync(address, recorded),
    ["archive"] => await Archive.RunAsync(100_000),
    ["archive", var documents] => await Archive.RunAsync(int.Parse(documents, CultureInfo.InvariantCulture)),
    ["wall"] => await Wall.RunAsync(1_000_000),
    ["wall", var posts] => await Wall.RunAsync(int.Parse(posts, CultureInfo.InvariantCulture)),
    ["polls"] => await Polls.RunAsync(5_000),
    ["polls", var sources] => await Polls.RunAsync(int.Parse(sources, CultureInfo.InvariantCulture)),
    [var seconds] => await Measurement.RunAsync(int.Parse(seconds, CultureInfo.InvariantCulture)),
    _ => await Measurement.RunAsync(5),
};
