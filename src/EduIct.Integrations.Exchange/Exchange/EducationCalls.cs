using System.Collections.Concurrent;
using EduIct.Accounts;
using EduIct.Education;
using EduIct.People;
using EduIct.Units;
using Microsoft.Graph.Models;
using EmailAddress = EduIct.Addresses.EmailAddress;
using GraphClass = Microsoft.Graph.Models.EducationClass;
using GraphSchool = Microsoft.Graph.Models.EducationSchool;
using School = EduIct.Education.EducationSchool;
using SchoolClass = EduIct.Education.EducationClass;

namespace EduIct.Exchange;

/// <summary>
/// Schools, classes and school data. A class and its Microsoft 365 group are one thing with one id, pupils are its members, teachers its members and owners
/// (source: Graph v1.0 reference, <c>educationClass</c>): so who is in a class is the business of <see cref="GroupCalls"/>.
/// </summary>
internal sealed class EducationCalls(GraphConnection connection, GroupCalls groups)
{
    private const int AtOnce = 999;

    private static readonly string[] SchoolFields = ["id", "displayName", "externalId"];
    private static readonly string[] ClassFields = ["id", "externalId", "grade"];
    private static readonly string[] PersonFields = ["id", "primaryRole", "student", "teacher"];

    private readonly ConcurrentDictionary<UnitCode, string> _schools = new();

    public async Task<DirectoryPage<School>> ListSchoolsAsync(string? pageToken, CancellationToken cancellationToken)
    {
        EducationSchoolCollectionResponse? page = await new PortCall(connection, cancellationToken).SendAsync((client, token) => pageToken is null
            ? client.Education.Schools.GetAsync(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (SchoolFields, AtOnce), token)
            : client.Education.Schools.WithUrl(PageToken.Link(connection, pageToken)).GetAsync(cancellationToken: token)).ConfigureAwait(false);
        return new([.. (page?.Value ?? []).Select(school => new School(school.Id ?? "", CodeOf(school), school.DisplayName ?? ""))], PageToken.Next(connection, page?.OdataNextLink));
    }

    public async Task<DirectoryPage<string>> ListSchoolClassesAsync(string schoolId, string? pageToken, CancellationToken cancellationToken)
    {
        EducationClassCollectionResponse? page = await new PortCall(connection, cancellationToken).SendAsync((client, token) => pageToken is null
            ? client.Education.Schools[schoolId].Classes.GetAsync(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (["id"], AtOnce), token)
            : client.Education.Schools[schoolId].Classes.WithUrl(PageToken.Link(connection, pageToken)).GetAsync(cancellationToken: token)).ConfigureAwait(false);
        return new([.. (page?.Value ?? []).Select(item => item.Id).OfType<string>()], PageToken.Next(connection, page?.OdataNextLink));
    }

    public async Task<DirectoryPage<string>> ListSchoolPeopleAsync(string schoolId, string? pageToken, CancellationToken cancellationToken)
    {
        EducationUserCollectionResponse? page = await new PortCall(connection, cancellationToken).SendAsync((client, token) => pageToken is null
            ? client.Education.Schools[schoolId].Users.GetAsync(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (["id"], AtOnce), token)
            : client.Education.Schools[schoolId].Users.WithUrl(PageToken.Link(connection, pageToken)).GetAsync(cancellationToken: token)).ConfigureAwait(false);
        return new([.. (page?.Value ?? []).Select(user => user.Id).OfType<string>()], PageToken.Next(connection, page?.OdataNextLink));
    }

    public async Task<DirectoryPage<SchoolClass>> ListClassesAsync(string? pageToken, CancellationToken cancellationToken)
    {
        EducationClassCollectionResponse? page = await new PortCall(connection, cancellationToken).SendAsync((client, token) => pageToken is null
            ? client.Education.Classes.GetAsync(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (ClassFields, AtOnce), token)
            : client.Education.Classes.WithUrl(PageToken.Link(connection, pageToken)).GetAsync(cancellationToken: token)).ConfigureAwait(false);
        return new([.. (page?.Value ?? []).Select(item => new SchoolClass(item.Id ?? "", item.ExternalId, OrNull(item.Grade)))], PageToken.Next(connection, page?.OdataNextLink));
    }

    public async Task<DirectoryPage<EducationPerson>> ListPeopleAsync(string? pageToken, CancellationToken cancellationToken)
    {
        EducationUserCollectionResponse? page = await new PortCall(connection, cancellationToken).SendAsync((client, token) => pageToken is null
            ? client.Education.Users.GetAsync(request => (request.QueryParameters.Select, request.QueryParameters.Top) = (PersonFields, AtOnce), token)
            : client.Education.Users.WithUrl(PageToken.Link(connection, pageToken)).GetAsync(cancellationToken: token)).ConfigureAwait(false);
        return new([.. (page?.Value ?? []).Select(ToPerson)], PageToken.Next(connection, page?.OdataNextLink));
    }

    /// <summary>Graph makes a second school with the same external identifier without a word, so one is looked for first.</summary>
    public async Task EnsureSchoolAsync(UnitCode unit, string name, CancellationToken cancellationToken)
    {
        PortCall call = new(connection, cancellationToken);
        if (await FindSchoolAsync(call, unit).ConfigureAwait(false) is not { } known)
        {
            GraphSchool? made = await call.SendAsync((client, token) => client.Education.Schools.PostAsync(
                new GraphSchool { DisplayName = name, ExternalId = unit.ToString(), ExternalSource = EducationExternalSource.Sis }, cancellationToken: token)).ConfigureAwait(false);
            if (made?.Id is { } id)
            {
                _schools[unit] = id;
            }
        }
        else if (!string.Equals(known.DisplayName, name, StringComparison.Ordinal))
        {
            await call.SendAsync((client, token) => client.Education.Schools[known.Id].PatchAsync(new GraphSchool { DisplayName = name }, cancellationToken: token)).ConfigureAwait(false);
        }
    }

    public async Task EnsureClassAsync(ClassToBe wanted, string? id, CancellationToken cancellationToken)
    {
        PortCall call = new(connection, cancellationToken);
        string school = await SchoolIdAsync(call, wanted.School).ConfigureAwait(false);
        bool isNew = false;
        if (id is null)
        {
            (id, isNew) = await MakeAsync(call, wanted).ConfigureAwait(false);
        }

        if (!isNew)
        {
            GraphClass change = new() { ExternalId = wanted.Holder, ExternalName = wanted.Name, ExternalSource = EducationExternalSource.Sis };
            if (wanted.Grade is { } grade)
            {
                change.Grade = grade;
            }

            await call.SendAsync((client, token) => client.Education.Classes[id].PatchAsync(change, cancellationToken: token)).ConfigureAwait(false);
        }

        await AwaitedAsync(isNew, () => RelatedAsync(() => call.SendAsync((client, token) => client.Education.Schools[school].Classes.Ref.PostAsync(
            new ReferenceCreate { OdataId = References.Education(connection.Root, "classes", id) }, cancellationToken: token)))).ConfigureAwait(false);
    }

    public async Task SetSchoolingAsync(string accountId, PersonKey person, Schooling? before, Schooling now, CancellationToken cancellationToken)
    {
        PortCall call = new(connection, cancellationToken);
        EducationUser data = new() { ExternalSource = EducationExternalSource.Sis };
        if (now.Role == Role.Student)
        {
            data.PrimaryRole = EducationUserRole.Student;
            data.Student = new EducationStudent { ExternalId = person.ToString(), StudentNumber = person.Value, Grade = now.Grade };
        }
        else
        {
            data.PrimaryRole = EducationUserRole.Teacher;
            data.Teacher = new EducationTeacher { ExternalId = person.ToString() };
        }

        await call.SendAsync((client, token) => client.Education.Users[accountId].PatchAsync(data, cancellationToken: token)).ConfigureAwait(false);
        IEnumerable<UnitCode> left = before?.Schools ?? [];
        foreach (UnitCode unit in now.Schools.Except(left))
        {
            string school = await SchoolIdAsync(call, unit).ConfigureAwait(false);
            await RelatedAsync(() => call.SendAsync((client, token) => client.Education.Schools[school].Users.Ref.PostAsync(
                new ReferenceCreate { OdataId = References.Education(connection.Root, "users", accountId) }, cancellationToken: token))).ConfigureAwait(false);
        }

        foreach (UnitCode unit in left.Except(now.Schools))
        {
            try
            {
                string school = await SchoolIdAsync(call, unit).ConfigureAwait(false);
                await call.SendAsync((client, token) => client.Education.Schools[school].Users[accountId].Ref.DeleteAsync(cancellationToken: token)).ConfigureAwait(false);
            }
            catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.NotFound)
            {
                // Neither in it any more, or the school is gone.
            }
        }
    }

    // The group comes with it, in the tenant's default domain, and takes the class's name and description.
    private async Task<(string Id, bool IsNew)> MakeAsync(PortCall call, ClassToBe wanted)
    {
        GraphClass made = new()
        {
            DisplayName = wanted.Name,
            Description = HolderMark.Write(wanted.Name, wanted.Holder),
            MailNickname = wanted.Address.Local,
            ExternalId = wanted.Holder,
            ExternalName = wanted.Name,
            ExternalSource = EducationExternalSource.Sis,
        };
        if (wanted.Grade is { } grade)
        {
            made.Grade = grade;
        }

        try
        {
            GraphClass? answer = await call.SendAsync((client, token) => client.Education.Classes.PostAsync(made, cancellationToken: token)).ConfigureAwait(false);
            string id = answer?.Id ?? throw new DirectoryException(DirectoryErrorKind.Transient, "unreadableAnswer", "The server's answer names no class.");
            groups.LearnClass(wanted.Address, id);
            return (id, true);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Conflict)
        {
            DirectoryGroup? held = await groups.FindAsync(call, wanted.Address).ConfigureAwait(false);
            if (held is null || !string.Equals(held.Holder, wanted.Holder, StringComparison.Ordinal))
            {
                throw;
            }

            return (held.Id, false);
        }
    }

    private async Task<string> SchoolIdAsync(PortCall call, UnitCode unit) =>
        _schools.TryGetValue(unit, out string? known) ? known
        : (await FindSchoolAsync(call, unit).ConfigureAwait(false))?.Id
            ?? throw new DirectoryException(DirectoryErrorKind.NotFound, "schoolNotFound", $"There is no school with the code '{unit}' to be seen.");

    // Of two with one code that with the lowest id counts, so that all who look agree.
    private async Task<GraphSchool?> FindSchoolAsync(PortCall call, UnitCode unit)
    {
        string code = References.Quoted(unit.ToString());
        EducationSchoolCollectionResponse? page = await call.SendAsync((client, token) => client.Education.Schools.GetAsync(
            request => (request.QueryParameters.Select, request.QueryParameters.Filter) = (SchoolFields, $"externalId eq {code}"), token)).ConfigureAwait(false);
        GraphSchool? found = (page?.Value ?? []).Where(school => CodeOf(school) == unit && school.Id is not null).MinBy(school => school.Id, StringComparer.Ordinal);
        if (found?.Id is { } id)
        {
            _schools[unit] = id;
        }

        return found;
    }

    // That it is in already is as good.
    private static async Task RelatedAsync(Func<Task> add)
    {
        try
        {
            await add().ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (fault.Kind == DirectoryErrorKind.Conflict)
        {
        }
    }

    // "Not found" of what was made a moment ago: other parts of the service have not heard of it yet.
    private static async Task AwaitedAsync(bool isNew, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DirectoryException fault) when (isNew && fault.Kind == DirectoryErrorKind.NotFound)
        {
            throw GraphFault.NotReady(fault);
        }
    }

    private static UnitCode? CodeOf(GraphSchool school) => UnitCode.TryParse(school.ExternalId, out UnitCode code) ? code : null;

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static EducationPerson ToPerson(EducationUser user) => user.PrimaryRole switch
    {
        EducationUserRole.Student => new(user.Id ?? "", KeyOf(user.Student?.ExternalId), Role.Student, OrNull(user.Student?.Grade)),
        EducationUserRole.Teacher => new(user.Id ?? "", KeyOf(user.Teacher?.ExternalId), Role.Teacher, null),
        _ => new(user.Id ?? "", null, null, null),
    };

    private static PersonKey? KeyOf(string? text) => PersonKey.TryParse(text, out PersonKey key) ? key : null;
}
