using System.Globalization;
using EduIct.Units;
using NodaTime;

namespace EduIct.Dispatches;

/// <summary>Which official letter (công văn) it is: letters are numbered by who issues them, and numbers begin anew every year.</summary>
/// <param name="Issuer">Code of the unit that issued it.</param>
/// <param name="Number">Number and sign, e.g. <c>33/SGDĐT-GDTrH</c>, as <see cref="Dispatch"/> keeps it.</param>
/// <param name="Date">Its day.</param>
public sealed record DispatchId(UnitCode Issuer, string Number, LocalDate Date)
{
    /// <summary><c>33/SGDĐT-GDTrH (2009-08-20, gso:83)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} ({Date:uuuu-MM-dd}, {Issuer})");
}
