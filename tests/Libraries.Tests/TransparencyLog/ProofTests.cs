using Concord.TransparencyLog;
using Shouldly;
using Xunit;

namespace Concord.Libraries.Tests.TransparencyLog;

public sealed class ProofTests
{
    /// <summary>Published with the tree of eight entries.</summary>
    [Fact]
    public void Published_proofs_are_accepted()
    {
        string[] inclusion =
        [
            "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=",
            "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
            "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=",
        ];
        var proof = inclusion.Select(Convert.FromBase64String).ToList();
        var leaf = Convert.FromBase64String("bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=");
        var root = Convert.FromBase64String("XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=");
        MerkleProof.VerifyInclusion(leaf, 0, 8, proof, root).ShouldBeTrue();
        MerkleProof.VerifyConsistency(1, 8, leaf, root, proof).ShouldBeTrue();
    }

    [Fact]
    public async Task Every_entry_of_every_tree_is_proven_and_no_other()
    {
        var (_, tiles, leaves) = TreeTests.Build(70);
        for (var size = 1; size <= leaves.Count; size++)
        {
            var reader = new TreeReader(tiles, size);
            var root = TreeTests.Defined(leaves[..size]);
            for (var index = 0; index < size; index++)
            {
                var proof = await reader.InclusionAsync(index, default);
                MerkleProof.VerifyInclusion(leaves[index], index, size, proof, root).ShouldBeTrue();
                MerkleProof.VerifyInclusion(leaves[(index + 1) % 70], index, size, proof, root).ShouldBeFalse();
                foreach (var (otherIndex, otherSize) in ((int, int)[])[(index + 1, size), (index - 1, size), (index ^ 2, size)])
                {
                    MerkleProof.VerifyInclusion(leaves[index], otherIndex, otherSize, proof, root).ShouldBeFalse();
                }

                foreach (var broken in Broken(proof, root))
                {
                    MerkleProof.VerifyInclusion(leaves[index], index, size, broken, root).ShouldBeFalse();
                }
            }
        }
    }

    [Fact]
    public async Task Every_earlier_tree_is_proven_and_no_other()
    {
        var (_, tiles, leaves) = TreeTests.Build(70);
        for (var later = 1; later <= leaves.Count; later++)
        {
            var reader = new TreeReader(tiles, later);
            var laterRoot = TreeTests.Defined(leaves[..later]);
            for (var earlier = 0; earlier <= later; earlier++)
            {
                var earlierRoot = TreeTests.Defined(leaves[..earlier]);
                var proof = await reader.ConsistencyAsync(earlier, default);
                MerkleProof.VerifyConsistency(earlier, later, earlierRoot, laterRoot, proof).ShouldBeTrue();
                if (earlier == later)
                {
                    MerkleProof.VerifyConsistency(earlier, later, earlierRoot, leaves[0].AsSpan(0, 31), proof).ShouldBeFalse();
                    continue;
                }

                MerkleProof.VerifyConsistency(earlier, later, laterRoot, earlierRoot, proof).ShouldBeFalse();
                MerkleProof.VerifyConsistency(earlier, later, TreeHash.OfLeaf([9]), laterRoot, proof).ShouldBeFalse();
                MerkleProof.VerifyConsistency(later + 1, later, earlierRoot, laterRoot, proof).ShouldBeFalse();
                foreach (var broken in Broken(proof, laterRoot))
                {
                    MerkleProof.VerifyConsistency(earlier, later, earlierRoot, laterRoot, broken).ShouldBeFalse();
                }

                if (earlier > 0)
                {
                    MerkleProof.VerifyConsistency(earlier, later, earlierRoot, TreeHash.OfLeaf([9]), proof).ShouldBeFalse();
                    MerkleProof.VerifyConsistency(earlier + 1, later, earlierRoot, laterRoot, proof).ShouldBeFalse();
                }
            }
        }
    }

    [Fact]
    public async Task Proofs_over_full_tiles_are_right()
    {
        var (builder, tiles, leaves) = TreeTests.Build(70_000);
        var (reader, root) = (new TreeReader(tiles, 70_000), builder.Root());
        foreach (var index in (int[])[0, 255, 256, 65_535, 65_536, 69_888, 69_999])
        {
            var proof = await reader.InclusionAsync(index, default);
            MerkleProof.VerifyInclusion(leaves[index], index, 70_000, proof, root).ShouldBeTrue();
        }

        foreach (var earlier in (int[])[1, 255, 256, 257, 1000, 65_535, 65_536, 65_537, 69_999, 70_000])
        {
            var proof = await reader.ConsistencyAsync(earlier, default);
            var earlierRoot = TreeTests.Defined(leaves[..earlier]);
            MerkleProof.VerifyConsistency(earlier, 70_000, earlierRoot, root, proof).ShouldBeTrue();
        }
    }

    [Fact]
    public void What_is_no_hash_is_refused()
    {
        var root = PublishedTree.Roots[2];
        var leaf = TreeHash.OfLeaf([]);
        MerkleProof.VerifyInclusion(leaf, 0, 2, [new byte[31]], root).ShouldBeFalse();
        MerkleProof.VerifyInclusion(leaf, 0, 2, [new byte[100]], root).ShouldBeFalse();
        MerkleProof.VerifyConsistency(1, 2, leaf, root, [new byte[100]]).ShouldBeFalse();
        MerkleProof.VerifyInclusion(leaf.AsSpan(0, 31), 0, 1, [], leaf.AsSpan(0, 31)).ShouldBeFalse();
        MerkleProof.VerifyInclusion(leaf, -1, 2, [new byte[32]], root).ShouldBeFalse();
        MerkleProof.VerifyInclusion(leaf, 0, long.MaxValue, [.. Enumerable.Repeat(leaf, 70)], root).ShouldBeFalse();
        MerkleProof.VerifyConsistency(1, 2, new byte[100], root, [leaf]).ShouldBeFalse();
        MerkleProof.VerifyConsistency(-1, 2, root, root, [leaf]).ShouldBeFalse();
    }

    /// <summary>As published collections of test cases spoil proofs.</summary>
    private static IEnumerable<IReadOnlyList<byte[]>> Broken(IReadOnlyList<byte[]> proof, byte[] root)
    {
        yield return [.. proof, []];
        yield return [.. proof, root];
        yield return
        [
            [],
            .. proof,
        ];
        yield return [root, .. proof];
        if (proof.Count == 0)
        {
            yield break;
        }

        yield return [.. proof.Skip(1)];
        yield return [.. proof.SkipLast(1)];
        for (var at = 0; at < proof.Count; at++)
        {
            var changed = proof.Select(hash => hash.ToArray()).ToList();
            changed[at][at] ^= 16;
            yield return changed;
        }
    }
}
