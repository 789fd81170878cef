using Concord.Accounts.Sessions;
using Concord.Foundation;
using Concord.Foundation.Storage;

namespace Concord.Accounts.Commands;

/// <summary>Lets a person no longer sign in, or again. Open sessions end with the next request.</summary>
internal sealed class DisableAccount(ConcordDb db, PeopleRows people, TimeProvider time)
{
    public Task<AccountResult> RunAsync(Guid id, bool isDisabled, string? reason, Actor actor, CancellationToken cancellation) =>
        people.ChangeAsync(
            id,
            account =>
            {
                if (account.DisabledAt is not null == isDisabled)
                {
                    return;
                }

                account.DisabledAt = isDisabled ? time.GetUtcNow().UtcDateTime : null;
                var subject = PersonSessions.SubjectOf(id);
                db.Record(
                    isDisabled
                        ? new AccountDisabled(account.UserName)
                        {
                            Actor = actor,
                            Subject = subject,
                            Reason = reason,
                        }
                        : new AccountEnabled(account.UserName)
                        {
                            Actor = actor,
                            Subject = subject,
                            Reason = reason,
                        }
                );
            },
            cancellation
        );
}
