using EduIct.People;

namespace EduIct.Education;

/// <summary>The school data of an account as a provider holds it.</summary>
/// <param name="Id">The provider's identifier of the account.</param>
/// <param name="Key">The person's key that stands in it; null where none of our form does.</param>
/// <param name="Role">Pupil or teacher; null for neither.</param>
/// <param name="Grade">A pupil's grade; null where none is known.</param>
public sealed record EducationPerson(string Id, PersonKey? Key, Role? Role, string? Grade)
{
    /// <summary>Only the identifier: nothing else of a person belongs in a log.</summary>
    public override string ToString() => Id;
}
