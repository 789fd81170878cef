namespace Concord.TestKit;

/// <summary>Hostile input that is the same in every run.</summary>
public static class Fuzz
{
    private const int Seed = 20200323;

    /// <summary>Texts of up to <paramref name="longest"/> of the pieces in any order.</summary>
    public static IEnumerable<string> Texts(int count, int longest, params string[] pieces)
    {
        var random = new Random(Seed);
        for (var i = 0; i < count; i++)
        {
            yield return string.Concat(random.GetItems(pieces, random.Next(longest + 1)));
        }
    }

    /// <summary>A valid file truncated, and with bytes changed, repeated and removed.</summary>
    public static IEnumerable<byte[]> Damaged(byte[] good, int count)
    {
        var random = new Random(Seed);
        for (var i = 0; i < count; i++)
        {
            var bytes = good.ToList();
            for (var change = random.Next(1, 6); change > 0 && bytes.Count > 0; change--)
            {
                Damage(bytes, random);
            }

            yield return [.. bytes];
        }
    }

    private static void Damage(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(4))
        {
            case 0:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 40)));
                break;
            case 1:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 40))));
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes[at] = (byte)random.Next(256);
                break;
        }
    }
}
