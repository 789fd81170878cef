using System.Security.Cryptography;
using Concord.TransparencyLog;
using Shouldly;
using Xunit;

namespace Concord.Libraries.Tests.TransparencyLog;

public sealed class TreeTests
{
    [Fact]
    public void Roots_are_those_of_the_published_tree()
    {
        var builder = new TreeBuilder();
        builder.Root().ShouldBe(PublishedTree.Roots[0]);
        foreach (var (entry, root) in PublishedTree.Entries.Zip(PublishedTree.Roots.Skip(1)))
        {
            builder.Append(TreeHash.OfLeaf(entry));
            builder.Root().ShouldBe(root);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(511)]
    [InlineData(70_000)]
    public async Task The_root_is_that_of_the_definition(int size)
    {
        var (builder, tiles, leaves) = Build(size);
        var root = Defined(leaves);
        builder.Root().ShouldBe(root);
        (await new TreeReader(tiles, size).RootAsync(default)).ShouldBe(root);
    }

    [Fact]
    public void A_log_of_70_000_has_the_tiles_that_the_format_says()
    {
        var builder = new TreeBuilder();
        foreach (var leaf in Leaves(70_000))
        {
            builder.Append(leaf);
        }

        var tiles = builder.TakeTiles();
        tiles.Count(tile => tile.Tile is { Level: 0, IsFull: true }).ShouldBe(273);
        tiles
            .Where(tile => !tile.Tile.IsFull)
            .Select(tile => tile.Tile.Path)
            .ShouldBe(["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"], ignoreOrder: true);
        tiles.Single(tile => tile.Tile is { Level: 1, IsFull: true }).Hashes.Length.ShouldBe(8192);
        builder.TakeTiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tree_continues_from_its_tiles()
    {
        foreach (var size in (int[])[0, 1, 200, 256, 300, 65_536, 65_800])
        {
            var (_, tiles, leaves) = Build(size);
            var builder = await TreeBuilder.LoadAsync(tiles, size, default);
            builder.Size.ShouldBe(size);
            foreach (var leaf in Leaves(size + 300).Skip(size))
            {
                builder.Append(leaf);
                leaves.Add(leaf);
            }

            tiles.Store(builder.TakeTiles());
            builder.Root().ShouldBe(Defined(leaves));
            (await new TreeReader(tiles, size + 300).RootAsync(default)).ShouldBe(Defined(leaves));
        }
    }

    [Fact]
    public async Task A_missing_tile_is_an_error()
    {
        await Should.ThrowAsync<InvalidDataException>(() => TreeBuilder.LoadAsync(new MemoryTiles(), 5, default));
        await Should.ThrowAsync<InvalidDataException>(() => TreeBuilder.LoadAsync(new MemoryTiles(), long.MaxValue, default));
        await Should.ThrowAsync<InvalidDataException>(() => new TreeReader(new MemoryTiles(), 5).RootAsync(default));
    }

    [Fact]
    public async Task Each_tile_is_read_once()
    {
        var (_, tiles, _) = Build(70_000);
        var reader = new TreeReader(tiles, 70_000);
        await reader.InclusionAsync(12_345, default);
        var first = tiles.Reads;
        first.ShouldBeLessThan(8);
        await reader.InclusionAsync(12_345, default);
        tiles.Reads.ShouldBe(first);
    }

    [Theory]
    [InlineData(0, 0, 256, "tile/0/000", "tile/entries/000")]
    [InlineData(3, 1_234_067, 256, "tile/3/x001/x234/067", "tile/entries/x001/x234/067")]
    [InlineData(0, 273, 112, "tile/0/273.p/112", "tile/entries/273.p/112")]
    [InlineData(1, 1000, 1, "tile/1/x001/000.p/1", "tile/entries/x001/000.p/1")]
    public void A_tile_has_one_address(int level, long index, int width, string path, string entries)
    {
        var tile = new Tile(level, index, width);
        tile.Path.ShouldBe(path);
        tile.EntriesPath.ShouldBe(entries);
        Tile.TryParse(path, out var read).ShouldBeTrue();
        read.ShouldBe(tile);
        Tile.TryParseEntries(entries, out read).ShouldBeTrue();
        read.ShouldBe(tile with { Level = 0 });
    }

    [Theory]
    [InlineData("")]
    [InlineData("tile/")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/234")]
    [InlineData("tile/0/x001/x234")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/1/2")]
    [InlineData("tile/0/+01")]
    [InlineData("tile/0/٠٠٠")]
    [InlineData("tile/0/../checkpoint")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/999")]
    public void Another_spelling_is_no_tile(string path) => Tile.TryParse(path, out _).ShouldBeFalse();

    [Theory]
    [InlineData("tile/entries/0")]
    [InlineData("tile/entries/0000")]
    [InlineData("tile/entries/x000/001")]
    [InlineData("tile/entries/000.p/256")]
    [InlineData("tile/entries/../checkpoint")]
    [InlineData("tile/0/000")]
    public void Another_spelling_is_no_bundle(string path) => Tile.TryParseEntries(path, out _).ShouldBeFalse();

    [Fact]
    public void Entries_come_back()
    {
        byte[][] entries =
        [
            [],
            [1, 2, 3],
            new byte[EntryBundle.MaxEntry],
        ];
        EntryBundle.TryRead(EntryBundle.Write(entries))!.ShouldBe(entries);
        EntryBundle.TryRead([]).ShouldBe([]);
        var cut = EntryBundle.Write([
            [1, 2, 3],
        ]);
        for (var length = 1; length < cut.Length; length++)
        {
            EntryBundle.TryRead(cut.AsSpan(0, length)).ShouldBeNull();
        }

        Should.Throw<ArgumentException>(() => EntryBundle.Write([new byte[EntryBundle.MaxEntry + 1]]));
    }

    internal static IEnumerable<byte[]> Leaves(int count) =>
        Enumerable.Range(0, count).Select(entry => TreeHash.OfLeaf(BitConverter.GetBytes(entry)));

    internal static (TreeBuilder Builder, MemoryTiles Tiles, List<byte[]> Leaves) Build(int size)
    {
        var (builder, tiles, leaves) = (new TreeBuilder(), new MemoryTiles(), Leaves(size).ToList());
        foreach (var leaf in leaves)
        {
            builder.Append(leaf);
        }

        tiles.Store(builder.TakeTiles());
        return (builder, tiles, leaves);
    }

    /// <summary>Word for word as RFC 6962, section 2.1, defines the root.</summary>
    internal static byte[] Defined(IReadOnlyList<byte[]> leaves)
    {
        return leaves.Count == 0 ? SHA256.HashData([]) : Over(0, leaves.Count);

        byte[] Over(int start, int end)
        {
            if (end - start == 1)
            {
                return leaves[start];
            }

            var split = 1;
            while (2 * split < end - start)
            {
                split *= 2;
            }

            return SHA256.HashData([1, .. Over(start, start + split), .. Over(start + split, end)]);
        }
    }
}
