using EduIct.Emulator.Graph.Protocol;
using EduIct.Emulator.Graph.State;

namespace EduIct.Emulator.Graph.Education;

/// <summary>Schools, classes and the school side of accounts.</summary>
internal static class EducationRoutes
{
    public static IEnumerable<GraphMethod> All(string[] read, string[] write) =>
    [
        .. Set("schools", DirectoryObject.School, read, write),
        .. Set("classes", DirectoryObject.Class, read, write),
        new("graph.education.users.list", "GET", "education/users", read, 1, EducationUsers.List),
        new("graph.education.users.create", "POST", "education/users", write, 1, EducationUsers.Create),
        new("graph.education.users.get", "GET", "education/users/{user}", read, 1, EducationUsers.Get),
        new("graph.education.users.update", "PATCH", "education/users/{user}", write, 1, EducationUsers.Update),
        .. Links("schools", "users", DirectoryObject.School, DirectoryLink.SchoolUser, read, write),
        .. Links("schools", "classes", DirectoryObject.School, DirectoryLink.SchoolClass, read, write),
        .. Links("classes", "members", DirectoryObject.Class, DirectoryLink.Member, read, write),
        .. Links("classes", "teachers", DirectoryObject.Class, DirectoryLink.Teacher, read, write),
    ];

    private static IEnumerable<GraphMethod> Set(string set, string kind, string[] read, string[] write)
    {
        var (name, path) = ("graph.education." + set, "education/" + set);
        return
        [
            new(name + ".list", "GET", path, read, 1, call => EducationThings.List(call, kind)),
            new(name + ".create", "POST", path, write, 1, call => EducationThings.Create(call, kind)),
            new(name + ".get", "GET", path + "/{thing}", read, 1, call => EducationThings.Get(call, kind)),
            new(name + ".update", "PATCH", path + "/{thing}", write, 1, call => EducationThings.Update(call, kind)),
            new(name + ".delete", "DELETE", path + "/{thing}", write, 1, call => EducationThings.Delete(call, kind)),
        ];
    }

    private static IEnumerable<GraphMethod> Links(string set, string links, string kind, string link, string[] read, string[] write)
    {
        var (name, path) = ($"graph.education.{set}.{links}", $"education/{set}/{{thing}}/{links}");
        return
        [
            new(name + ".list", "GET", path, read, 1, call => EducationThings.Linked(call, kind, link)),
            new(name + ".add", "POST", path + "/$ref", write, 1, call => EducationThings.Add(call, kind, link)),
            new(name + ".remove", "DELETE", path + "/{member}/$ref", write, 1, call => EducationThings.Remove(call, kind, link)),
        ];
    }
}
