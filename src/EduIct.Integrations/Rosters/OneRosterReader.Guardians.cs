using EduIct.Guardians;
using EduIct.People;

namespace EduIct.Rosters;

// Who pupils' guardians are: agentSourcedIds of users.csv (1EdTech OneRoster 1.1 and 1.2, CSV binding). Its faults make nobody's row faulty: no account hangs on them.
internal sealed partial class OneRosterReader
{
    private static KinRow KinOf(OneRosterTable row) =>
        new([.. Items(row["agentSourcedIds"]).Distinct(StringComparer.Ordinal)], row.PlaceOf("agentSourcedIds"), row["email"], row.PlaceOf("email"));

    private IEnumerable<GuardianLink> Guardians()
    {
        var told = new HashSet<UserRow>();
        foreach (UserRow pupil in _users.Values.Where(user => !user.IsFaulty && user.Places.Exists(place => place.Role == Role.Student)))
        {
            foreach (string agent in pupil.Kin!.Agents)
            {
                if (!_users.TryGetValue(agent, out UserRow? guardian))
                {
                    // As for every reference to a user: no fault where users were not all read, or need not be there.
                    if (!_unread.Contains("users") && _manifest.IsBulk("users"))
                    {
                        _issues.Add("roster.unknown-agent", pupil.Kin.AgentsPlace, $"Không có người dùng '{agent}'.", $"There is no user '{agent}'.");
                    }

                    continue;
                }

                // An agent may be anybody: a pupil's adviser gets no results, and neither does who was a guardian once.
                if (guardian.IsFaulty || !guardian.Places.Exists(place => place.Role.IsKin))
                {
                    continue;
                }

                if (GuardianContact.TryCreate(ResultChannel.Email, guardian.Kin!.Email, out GuardianContact? contact))
                {
                    yield return new GuardianLink([.. pupil.Keys], contact, guardian.Name!.Full, pupil.Kin.AgentsPlace);
                }
                else if (told.Add(guardian))
                {
                    _issues.Add("roster.guardian-email", guardian.Kin.EmailPlace,
                        $"'{guardian.Id}' là người giám hộ nhưng không có địa chỉ thư dùng được.", $"'{guardian.Id}' is a guardian without an e-mail address that can be used.");
                }
            }
        }
    }
}
