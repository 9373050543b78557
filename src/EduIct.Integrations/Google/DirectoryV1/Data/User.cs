using System.Text.Json;

namespace EduIct.Google.DirectoryV1.Data;

/// <summary>A user. Fields of type <c>any</c> stay unread until somebody asks, since other tools write what they like there.</summary>
internal sealed class User
{
    public string? Id { get; set; }

    public string? PrimaryEmail { get; set; }

    public UserName? Name { get; set; }

    public IList<string>? Aliases { get; set; }

    public IList<string>? NonEditableAliases { get; set; }

    public string? OrgUnitPath { get; set; }

    public bool? Suspended { get; set; }

    public bool? IsAdmin { get; set; }

    public bool? IsDelegatedAdmin { get; set; }

    public bool? ChangePasswordAtNextLogin { get; set; }

    public string? Password { get; set; }

    public string? HashFunction { get; set; }

    public string? DeletionTime { get; set; }

    public JsonElement? ExternalIds { get; set; }

    public JsonElement? Organizations { get; set; }
}
