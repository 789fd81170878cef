using System.Numerics;

namespace Concord.TransparencyLog;

/// <summary>Checks proofs of RFC 6962 by the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2.</summary>
public static class MerkleProof
{
    /// <summary>Whether an entry is in the tree of the root.</summary>
    /// <param name="leafHash">As of <see cref="TreeHash.OfLeaf"/>.</param>
    /// <param name="index">Of the entry, from 0.</param>
    /// <param name="size">Entries of the tree.</param>
    /// <param name="proof">From the sibling of the entry to the child of the root.</param>
    public static bool VerifyInclusion(
        ReadOnlySpan<byte> leafHash,
        long index,
        long size,
        IReadOnlyList<byte[]> proof,
        ReadOnlySpan<byte> root
    )
    {
        if (index < 0 || index >= size || leafHash.Length != TreeHash.Size || !AreHashes(proof))
        {
            return false;
        }

        var (node, last, hash) = (index, size - 1, leafHash.ToArray());
        foreach (var sibling in proof)
        {
            if (last == 0)
            {
                return false;
            }

            if (IsRight(node) || node == last)
            {
                hash = TreeHash.OfNode(sibling, hash);
                SkipLeftmost(ref node, ref last);
            }
            else
            {
                hash = TreeHash.OfNode(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Whether the earlier tree is the beginning of the later one.</summary>
    /// <param name="earlier">Entries of the earlier tree.</param>
    /// <param name="later">Entries of the later tree.</param>
    public static bool VerifyConsistency(
        long earlier,
        long later,
        ReadOnlySpan<byte> earlierRoot,
        ReadOnlySpan<byte> laterRoot,
        IReadOnlyList<byte[]> proof
    )
    {
        if (earlier < 0 || earlier > later || earlierRoot.Length != TreeHash.Size || !AreHashes(proof))
        {
            return false;
        }

        if (earlier == later || earlier == 0)
        {
            return proof.Count == 0 && earlierRoot.SequenceEqual(earlier == later ? laterRoot : TreeHash.OfNothing());
        }

        // The root of a complete earlier tree is not in the proof: the verifier has it.
        var (path, next) = BitOperations.IsPow2(earlier)
            ? (earlierRoot.ToArray(), 0)
            : (proof is [var first, ..] ? first : null, 1);
        if (path is null || proof.Count == 0)
        {
            return false;
        }

        var (node, last) = (earlier - 1, later - 1);
        while (IsRight(node))
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var (inEarlier, inLater) = (path, path);
        foreach (var sibling in proof.Skip(next))
        {
            if (last == 0)
            {
                return false;
            }

            if (IsRight(node) || node == last)
            {
                inEarlier = TreeHash.OfNode(sibling, inEarlier);
                inLater = TreeHash.OfNode(sibling, inLater);
                SkipLeftmost(ref node, ref last);
            }
            else
            {
                inLater = TreeHash.OfNode(inLater, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && earlierRoot.SequenceEqual(inEarlier) && laterRoot.SequenceEqual(inLater);
    }

    private static bool IsRight(long node) => (node & 1) == 1;

    private static bool AreHashes(IReadOnlyList<byte[]> proof) =>
        proof.Count <= 64 && proof.All(hash => hash.Length == TreeHash.Size);

    /// <summary>Goes up to where the node is a right child: levels at which it has no sibling.</summary>
    private static void SkipLeftmost(ref long node, ref long last)
    {
        while (!IsRight(node) && node != 0)
        {
            (node, last) = (node >> 1, last >> 1);
        }
    }
}
