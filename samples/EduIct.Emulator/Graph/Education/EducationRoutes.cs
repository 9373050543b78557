using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.State;

namespace EduIct.Emulator.Graph.Education;

/// <summary>Schools, classes and the school side of accounts.</summary>
internal static class EducationRoutes
{
    public static IEnumerable<GraphMethod> All(string[] read, string[] write) =>
    [
        new("graph.education.schools.list", "GET", "education/schools", read, 1, EducationSchools.List),
        new("graph.education.schools.create", "POST", "education/schools", write, 1, EducationSchools.Create),
        new("graph.education.schools.get", "GET", "education/schools/{thing}", read, 1, EducationSchools.Get),
        new("graph.education.schools.update", "PATCH", "education/schools/{thing}", write, 1, EducationSchools.Update),
        new("graph.education.schools.delete", "DELETE", "education/schools/{thing}", write, 1, EducationSchools.Delete),
        new("graph.education.classes.list", "GET", "education/classes", read, 1, EducationClasses.List),
        new("graph.education.classes.create", "POST", "education/classes", write, 1, EducationClasses.Create),
        new("graph.education.classes.get", "GET", "education/classes/{thing}", read, 1, EducationClasses.Get),
        new("graph.education.classes.update", "PATCH", "education/classes/{thing}", write, 1, EducationClasses.Update),
        new("graph.education.classes.delete", "DELETE", "education/classes/{thing}", write, 1, EducationClasses.Delete),
        new("graph.education.users.list", "GET", "education/users", read, 1, EducationUsers.List),
        new("graph.education.users.create", "POST", "education/users", write, 1, EducationUsers.Create),
        new("graph.education.users.get", "GET", "education/users/{user}", read, 1, EducationUsers.Get),
        new("graph.education.users.update", "PATCH", "education/users/{user}", write, 1, EducationUsers.Update),
        .. Links("schools", "users", EducationSchools.Find, DirectoryLink.SchoolUser, read, write),
        .. Links("schools", "classes", EducationSchools.Find, DirectoryLink.SchoolClass, read, write),
        .. Links("classes", "members", EducationClasses.Find, DirectoryLink.Member, read, write),
        .. Links("classes", "teachers", EducationClasses.Find, DirectoryLink.Owner, read, write),
    ];

    private static IEnumerable<GraphMethod> Links(string set, string links, Func<GraphCall, GraphTable, DirectoryObject> find, string link, string[] read, string[] write)
    {
        var (name, path) = ($"graph.education.{set}.{links}", $"education/{set}/{{thing}}/{links}");
        return
        [
            new(name + ".list", "GET", path, read, 1, call => EducationLinks.List(call, find, link)),
            new(name + ".add", "POST", path + "/$ref", write, 1, call => EducationLinks.Add(call, find, link)),
            new(name + ".remove", "DELETE", path + "/{member}/$ref", write, 1, call => EducationLinks.Remove(call, find, link)),
        ];
    }
}
