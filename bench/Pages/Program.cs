using System.Globalization;
using Concord.Bench.Pages;

return args switch
{
    // One Kestrel endpoint with the same bytes, as the baseline.
    ["bare", var address, var recorded] => await Bare.ServeAsync(address, recorded),
    ["archive"] => await Archive.RunAsync(100_000),
    ["archive", var documents] => await Archive.RunAsync(Number(documents)),
    ["wall", var posts, .. var storage] => await Wall.RunAsync(Number(posts), storage is ["postgres"]),
    ["polls", var sources, .. var storage] => await Polls.RunAsync(Number(sources), storage is ["postgres"]),
    ["journal", .. var storage] => await JournalLock.RunAsync(500, storage is ["postgres"]),
    ["saves"] => await Saves.RunAsync(100_000),
    ["saves", var documents] => await Saves.RunAsync(Number(documents)),
    ["memory"] => await Memory.RunAsync(100_000),
    ["memory", var segments] => await Memory.RunAsync(Number(segments)),
    ["nodes"] => await Nodes.RunAsync(100),
    ["nodes", var changes] => await Nodes.RunAsync(Number(changes)),
    ["wordpress"] => await WordPress.RunAsync(500),
    ["wordpress", var megabytes] => await WordPress.RunAsync(Number(megabytes)),
    ["newsletters"] => await Newsletters.RunAsync(10_000, 50),
    ["newsletters", var readers, var kills] => await Newsletters.RunAsync(Number(readers), Number(kills)),
    ["pictures"] => await Pictures.RunAsync(200, 50),
    ["pictures", var count, var atOnce] => await Pictures.RunAsync(Number(count), Number(atOnce)),
    ["log"] => await Log.RunAsync(1_000_000),
    ["log", var entries] => await Log.RunAsync(Number(entries)),
    ["versus", var published] => await Versions.RunAsync(published, 3),
    ["versus", var published, var seconds] => await Versions.RunAsync(published, Number(seconds)),
    [var seconds] => await Measurement.RunAsync(Number(seconds)),
    _ => await Measurement.RunAsync(5),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
