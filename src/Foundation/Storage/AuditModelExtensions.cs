using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concord.Foundation.Storage;

/// <summary>
/// How an entity type is written. Each type states exactly one of <see cref="IsAudited"/> and <see cref="IsOperational"/>;
/// a test holds the model to that.
/// </summary>
public static class AuditModelExtensions
{
    private const string AuditedAnnotation = "Concord:Audited";
    private const string AppendOnlyAnnotation = "Concord:AppendOnly";

    /// <summary>
    /// Every change of such a row needs an audit event in the same save; the journal then holds the digest of the row, and
    /// <c>concord verify</c> compares the two.
    /// </summary>
    public static EntityTypeBuilder<T> IsAudited<T>(this EntityTypeBuilder<T> entity)
        where T : class => entity.HasAnnotation(AuditedAnnotation, value: true);

    /// <summary>Technical state, such as sessions, keys and poll state: saved without an audit event.</summary>
    public static EntityTypeBuilder<T> IsOperational<T>(this EntityTypeBuilder<T> entity)
        where T : class => entity.HasAnnotation(AuditedAnnotation, value: false);

    /// <summary>The database itself refuses to update or delete rows, because bulk commands bypass every check in code.</summary>
    public static EntityTypeBuilder<T> IsAppendOnly<T>(this EntityTypeBuilder<T> entity)
        where T : class => entity.HasAnnotation(AppendOnlyAnnotation, value: true);

    /// <summary>A technical column of an audited row: it changes without an audit event and is not part of the digest.</summary>
    public static PropertyBuilder<T> IsNotAudited<T>(this PropertyBuilder<T> property) =>
        property.HasAnnotation(AuditedAnnotation, value: false);

    /// <returns>Null where the type states neither.</returns>
    public static bool? GetIsAudited(this IReadOnlyEntityType type) => type.FindAnnotation(AuditedAnnotation)?.Value as bool?;

    public static bool GetIsAppendOnly(this IReadOnlyEntityType type) => type.FindAnnotation(AppendOnlyAnnotation) is not null;

    public static bool GetIsAudited(this IReadOnlyProperty property) => property.FindAnnotation(AuditedAnnotation) is null;
}
