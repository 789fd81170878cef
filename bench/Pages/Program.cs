using Concord.Bench.Pages;

// bare ADDRESS FILE: one Kestrel endpoint that answers with the same bytes; what the measurement is held against.
if (args is ["bare", var address, var recorded])
{
    return await Bare.ServeAsync(address, recorded);
}

return await Measurement.RunAsync(args is [var seconds] ? int.Parse(seconds, null) : 5);
