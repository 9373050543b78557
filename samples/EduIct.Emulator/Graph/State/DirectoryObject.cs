using System.Text.Json.Nodes;

namespace EduIct.Emulator.Graph.State;

/// <summary>One thing of the Graph tenant: an account, a group (which a class is too), an administrative unit, a school, a role that somebody holds, or a message that was sent.</summary>
internal sealed record DirectoryObject
{
    public const string User = "user";
    public const string Group = "group";
    public const string AdministrativeUnit = "administrativeUnit";
    public const string School = "educationSchool";
    public const string Class = "educationClass";
    public const string RoleAssignment = "unifiedRoleAssignment";
    public const string Message = "message";

    public required string Kind { get; init; }
    public required string Id { get; init; }

    /// <summary>What was written, under Graph's names; never changed in place, so that a lagging reader can go on holding it. No password is in it.</summary>
    public required JsonObject Properties { get; init; }
    public required DateTimeOffset Created { get; init; }
    public DateTimeOffset? Deleted { get; init; }

    /// <summary>When the mailbox can be used; null without a licence that brings one.</summary>
    public DateTimeOffset? MailboxFrom { get; init; }
    public long Revision { get; init; }

    /// <summary>Whether its last change was that it came back from the deleted.</summary>
    public bool IsRestored { get; init; }

    public string? Text(string name) =>
        Properties[name] is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : null;

    public IEnumerable<string> Texts(string name) =>
        Properties[name] is JsonArray array ? array.Select(item => (string)item!) : [];

    /// <summary>The same thing with other properties; the change works on a copy.</summary>
    public DirectoryObject With(Action<JsonObject> change)
    {
        var copy = (JsonObject)Properties.DeepClone();
        change(copy);
        return this with { Properties = copy, IsRestored = false };
    }
}
