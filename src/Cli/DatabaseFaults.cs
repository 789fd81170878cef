using System.Data.Common;
using Concord.Foundation.Storage;

namespace Concord.Cli;

/// <summary>Recognises failures of the database in any wrapping, and describes them in one line.</summary>
internal static class DatabaseFaults
{
    public static bool IsDatabaseFault(this Exception failure) => failure is SchemaException || FaultIn(failure) is not null;

    /// <summary>A sentence: what is wrong, and what to check.</summary>
    public static string DatabaseMessage(this Exception failure)
    {
        if (failure is SchemaException)
        {
            return failure.Message;
        }

        var fault = FaultIn(failure)!;
        var cause = fault.GetBaseException();
        var text = ReferenceEquals(cause, fault) ? fault.Message : $"{fault.Message} ({cause.Message})";
        return $"The database cannot be used: {text.ReplaceLineEndings(" ").TrimEnd('.')}. Check ConnectionStrings__Concord and that the server runs.";
    }

    /// <summary>Entity Framework wraps faults that may pass in an exception of another type.</summary>
    private static DbException? FaultIn(Exception? failure) =>
        failure is null ? null
        : failure is DbException fault ? fault
        : FaultIn(failure.InnerException);
}
