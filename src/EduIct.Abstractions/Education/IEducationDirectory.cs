using EduIct.Accounts;
using EduIct.People;
using EduIct.Units;

namespace EduIct.Education;

/// <summary>
/// Optional for an <see cref="IAccountDirectory"/> that can tell schools, classes, and pupils from teachers. A class is a group with more to it: who is in it is added and taken out by
/// the members of <see cref="IAccountDirectory"/>, a teacher as <see cref="GroupRole.Manager"/>.
/// <para>Every writing member may be called again after an unclear end: what is there already is as good.</para>
/// </summary>
public interface IEducationDirectory
{
    /// <summary>Whether the tenant wants education resources at all. Where not, nobody calls the other members.</summary>
    bool WritesEducation { get; }

    /// <summary>Schools of the tenant, ours and others', in no order.</summary>
    /// <param name="pageToken">Null for the first page.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<DirectoryPage<EducationSchool>> ListSchoolsAsync(string? pageToken, CancellationToken cancellationToken = default);

    /// <summary>Identifiers of the classes of a school.</summary>
    Task<DirectoryPage<string>> ListSchoolClassesAsync(string schoolId, string? pageToken, CancellationToken cancellationToken = default);

    /// <summary>Identifiers of the accounts that stand in a school.</summary>
    Task<DirectoryPage<string>> ListSchoolPeopleAsync(string schoolId, string? pageToken, CancellationToken cancellationToken = default);

    /// <summary>Classes of the tenant, ours and others'.</summary>
    Task<DirectoryPage<EducationClass>> ListClassesAsync(string? pageToken, CancellationToken cancellationToken = default);

    /// <summary>School data of all living accounts.</summary>
    Task<DirectoryPage<EducationPerson>> ListPeopleAsync(string? pageToken, CancellationToken cancellationToken = default);

    /// <summary>Makes a school where there is none with its code, or gives it its name.</summary>
    Task EnsureSchoolAsync(UnitCode unit, string name, CancellationToken cancellationToken = default);

    /// <summary>Makes a class with its group where it is not there, else corrects what it carries, and puts it into its school.</summary>
    /// <param name="wanted">The class.</param>
    /// <param name="id">The provider's identifier of the class; null where none was seen.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DirectoryException">Conflict: the address is held by something else, or by this very class and does not show yet.</exception>
    Task EnsureClassAsync(ClassToBe wanted, string? id, CancellationToken cancellationToken = default);

    /// <summary>Writes an account's school data, puts it into schools and takes it out.</summary>
    /// <param name="accountId">The provider's identifier of the account.</param>
    /// <param name="person">The person's key, which is written with it.</param>
    /// <param name="before">What it carried; null for nothing. Only schools that stand here are left.</param>
    /// <param name="now">What it shall carry.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task SetSchoolingAsync(string accountId, PersonKey person, Schooling? before, Schooling now, CancellationToken cancellationToken = default);
}
