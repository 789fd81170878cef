using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Concord.Foundation.Storage;

/// <summary>Whether a save failed because somebody else saved the same rows in between.</summary>
public static class WriteConflict
{
    /// <summary>SQLSTATE of a unique violation, a serialization failure and a deadlock.</summary>
    private static readonly string[] SqlStates = ["23505", "40001", "40P01"];

    /// <summary>SQLite's extended codes of a unique index and of a primary key.</summary>
    private static readonly string[] SqliteCodes = ["2067", "1555"];

    public static bool Is(DbUpdateException failure) =>
        failure is DbUpdateConcurrencyException
        || (failure.InnerException is DbException inner && (SqlStates.Contains(inner.SqlState) || IsSqlite(inner)));

    /// <summary>Foundation does not reference the providers; the code is a property of SQLite's exception.</summary>
    private static bool IsSqlite(DbException failure) =>
        failure.GetType().GetProperty("SqliteExtendedErrorCode")?.GetValue(failure) is int code
        && SqliteCodes.Contains(code.ToString(CultureInfo.InvariantCulture));
}
