using EduIct.Posts;

namespace EduIct.Tenants;

/// <summary>How a tenant keeps the mailboxes of posts.</summary>
/// <param name="Provider">Id of the provider that has them.</param>
/// <param name="Form">What they are there.</param>
public sealed record PostPolicy(string Provider, PostForm Form)
{
    /// <summary>
    /// Domain of their addresses in place of the one that a directive names, lower case; null: the directive's own. A tenant that does not own
    /// <c>moet.edu.vn</c> names one that it owns.
    /// </summary>
    public string? Domain { get; init; }

    /// <summary>Template of the organisational unit of their accounts, e.g. <c>/ChucDanh/{unit}</c>; null: made at the root and never moved.</summary>
    public string? OrgUnit { get; init; }
}
