using System.Text.Json;
using Concord.Foundation;
using Concord.Foundation.ContentImport;
using Concord.Foundation.Storage;
using Concord.Members.Ledger;

namespace Concord.Members.Import;

/// <summary>Writes one member with its audit event; the caller saves.</summary>
internal sealed class WriteMember(ConcordDb db)
{
    /// <param name="member">Null for a new one.</param>
    /// <param name="digest">Of the line that was imported last; empty where it never was.</param>
    public void Run(Member? member, MemberLine line, string digest, Actor actor, string? reason)
    {
        var subject = $"member:{line.Slug}";
        if (member is null)
        {
            db.Add(Filled(line, digest));
            db.Record(
                new MemberAdded(line.Slug, line.By, line.Known)
                {
                    Actor = actor,
                    Subject = subject,
                    Reason = reason,
                }
            );
            return;
        }

        (member.Kind, member.Code, member.Position) = (line.Kind, line.Code, line.Position);
        (member.AttestedBy, member.Known, member.LeftOn, member.SourceDigest) = (line.By, line.Known, line.Left, digest);
        (member.Source, member.Links) = (line.Source, LinksOf(line));
        ReplaceNames(member, line);
        db.Record(
            new MemberAmended(line.Slug, line.By, line.Known)
            {
                Actor = actor,
                Subject = subject,
                Reason = reason,
            }
        );
    }

    private static string? LinksOf(MemberLine line) => line.Links is null ? null : JsonSerializer.Serialize(line.Links);

    private static Member Filled(MemberLine line, string digest)
    {
        var member = new Member
        {
            Id = ContentId.Of("member", line.Slug),
            Slug = line.Slug,
            Kind = line.Kind,
            Code = line.Code,
            Position = line.Position,
            AttestedBy = line.By,
            Known = line.Known,
            LeftOn = line.Left,
            Source = line.Source,
            Links = LinksOf(line),
            SourceDigest = digest,
        };
        member.Names.AddRange(line.Names.Select(Name));
        return member;
    }

    private void ReplaceNames(Member member, MemberLine line)
    {
        var known = member.Names.ToDictionary(name => (name.Language, name.Until));
        foreach (var name in line.Names)
        {
            if (known.Remove((name.Language, name.Until), out var present))
            {
                present.Name = name.Name;
            }
            else
            {
                member.Names.Add(Name(name));
            }
        }

        db.RemoveRange(known.Values);
    }

    private static MemberName Name(NameLine line) =>
        new()
        {
            Language = line.Language,
            Until = line.Until,
            Name = line.Name,
        };
}
