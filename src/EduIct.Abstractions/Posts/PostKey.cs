using EduIct.People;
using EduIct.Units;

namespace EduIct.Posts;

/// <summary>
/// The identity of a post, as accounts, groups and claims carry it: <c>post:gso:83/giamdoc.bentre</c>, the code of the unit and the local part of the address.
/// It is the same whoever holds the post. The local part tells two units apart that had one code at different times, since a new province may take over another's.
/// </summary>
public static class PostKey
{
    private const int Longest = 255;

    /// <summary>The system of these keys. No person's key is of it.</summary>
    public static CodeSystem System { get; } = new("post");

    /// <summary>The key of a post; null where it would be longer than a key can be, 255 characters.</summary>
    /// <param name="unit">The unit whose post it is.</param>
    /// <param name="local">Local part of its address, in letters of either case.</param>
    public static PersonKey? Of(UnitCode unit, string local)
    {
        ArgumentException.ThrowIfNullOrEmpty(local);
        string value = $"{unit}/{local.ToLowerInvariant()}";
        return value.Length <= Longest ? new PersonKey(System, value) : null;
    }

    /// <summary>Reads the key of a post, as <see cref="PersonKey.ToString"/> writes it, without throwing.</summary>
    public static bool TryParse(string? text, out PersonKey key) => PersonKey.TryParse(text, out key) && key.System == System;
}
