using System.Globalization;

namespace EduIct.Naming;

/// <summary>A rendered local part, cut where a counter goes.</summary>
/// <param name="Before">What stands before the counter.</param>
/// <param name="After">What stands after it.</param>
internal readonly record struct LocalPart(string Before, string After)
{
    /// <summary>The local part with a counter; 1 is written as nothing.</summary>
    public string With(int counter) => counter == 1
        ? AddressPattern.Tidy(Before + After)
        : AddressPattern.Tidy(Before + counter.ToString(CultureInfo.InvariantCulture) + After);
}
