using EduIct.Units;

namespace EduIct.Planning;

/// <summary>What a group of ours is for, in the form in which the group carries it at the provider: <c>class/oneroster:12/6a1</c> or <c>staff/oneroster:12</c>.</summary>
internal readonly record struct GroupHolder(UnitCode Unit, string? Class)
{
    public static bool TryParse(string? text, out GroupHolder holder)
    {
        holder = default;
        if (text is null)
        {
            return false;
        }

        if (text.StartsWith("staff/", StringComparison.Ordinal) && UnitCode.TryParse(text[6..], out UnitCode unit))
        {
            holder = new GroupHolder(unit, null);
            return true;
        }

        int last = text.LastIndexOf('/');
        if (text.StartsWith("class/", StringComparison.Ordinal) && last > 6 && last < text.Length - 1 && UnitCode.TryParse(text[6..last], out unit))
        {
            holder = new GroupHolder(unit, text[(last + 1)..]);
            return true;
        }

        return false;
    }

    public override string ToString() => Class is null ? $"staff/{Unit}" : $"class/{Unit}/{Class}";
}
