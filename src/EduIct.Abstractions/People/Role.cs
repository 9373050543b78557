namespace EduIct.People;

/// <summary>What a person is at a unit, in OneRoster's words (1.2, section "RoleEnum"). Open: an unknown role survives a round trip. The default value is no role.</summary>
public readonly record struct Role
{
    private readonly string? _name;

    private Role(string name) => _name = name;

    /// <summary>Học sinh, học viên.</summary>
    public static Role Student { get; } = new("student");

    /// <summary>Giáo viên, giảng viên.</summary>
    public static Role Teacher { get; } = new("teacher");

    /// <summary>Cán bộ quản lý: the head of a unit and deputies.</summary>
    public static Role Principal { get; } = new("principal");

    /// <summary>Nhân viên, chuyên viên.</summary>
    public static Role Staff { get; } = new("staff");

    /// <summary>Cha mẹ, người giám hộ; gets no account.</summary>
    public static Role Guardian { get; } = new("guardian");

    /// <summary>The name, lower case, as files carry it; empty for the default value.</summary>
    public string Name => _name ?? "";

    /// <summary>Whether the role is held by grown-ups who are kin, never by staff or pupils: such a person gets no account (OneRoster: guardian, parent, relative).</summary>
    public bool IsKin => Name is "guardian" or "parent" or "relative";

    /// <summary>A role by its name. <c>aide</c>, <c>administrator</c> and other OneRoster roles keep their own names.</summary>
    /// <param name="name">Upper case is folded; blank gives the default value.</param>
    public static Role Of(string? name) => string.IsNullOrWhiteSpace(name) ? default : new Role(name.Trim().ToLowerInvariant());

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
