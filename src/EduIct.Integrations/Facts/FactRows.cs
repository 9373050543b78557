using EduIct.Issues;
using EduIct.Units;
using NodaTime;
using NodaTime.Text;

namespace EduIct.Facts;

/// <summary>Takes what a file says of units and facts, whatever its form.</summary>
internal sealed class FactRows(FactTableBuilder builder, string source, bool takesUnits, bool takesFacts, bool knowsItsColumns = false)
{
    public FactTableBuilder Builder => builder;

    public string Source => source;

    public bool TakesFacts => takesFacts;

    /// <summary>Whether a column that is neither a unit's nor a fact's is a fault, as it always is where facts are taken.</summary>
    public bool RefusesOtherColumns => takesFacts || knowsItsColumns;

    /// <summary>The row of a unit; null where it cannot be one, which is told.</summary>
    public int? Unit(string code, string? kind, string? name, string? parent, string? department, LocalDate? reported, int line, Func<string, SourcePlace> placeOf)
    {
        if (code.Length == 0)
        {
            Fault("no-unit", placeOf("unit"), "Thiếu mã đơn vị.", "The code of the unit is missing.");
            return null;
        }

        if (!takesUnits && !builder.TryFindRow(code, out _))
        {
            Fault("unknown-unit", placeOf("unit"), $"Không có đơn vị '{code}' trong tệp đơn vị.", $"There is no unit '{code}' in the file of units.");
            return null;
        }

        UnitKind known = UnitKind.Of(kind);
        if (kind is { Length: > 0 } && !known.IsKnown)
        {
            string kinds = string.Join(", ", UnitKind.Known);
            Fault("unit-kind", placeOf("kind"), $"'{kind}' không phải loại đơn vị; có: {kinds}.", $"'{kind}' is no kind of unit; there are: {kinds}.");
            known = UnitKind.Unknown;
        }

        string? slug = null;
        if (department is { Length: > 0 })
        {
            slug = VietnamUnits.Tree.Units.FirstOrDefault(unit => unit.Kind == UnitKind.Department && unit.Slug.Equals(department, StringComparison.OrdinalIgnoreCase))?.Slug;
            if (slug is null)
            {
                Fault("department", placeOf("so"), $"'{department}' không phải TenSo của một Sở (ví dụ HaNoi).", $"'{department}' is the TenSo of no Sở (as HaNoi is).");
            }
        }

        return builder.AddUnit(
            new FactUnit(code, known, string.IsNullOrEmpty(name) ? code : name) { Parent = string.IsNullOrEmpty(parent) ? null : parent, Department = slug }, reported, line);
    }

    /// <summary>The day of a text; null where it is blank or none, which is told.</summary>
    public LocalDate? Day(string? text, Func<string, SourcePlace> placeOf)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day)
        {
            return day.Value;
        }

        Fault("reported", placeOf("reported"), $"'{text}' không phải ngày dạng 2008-10-20.", $"'{text}' is no day as 2008-10-20.");
        return null;
    }

    public void Fault(string code, SourcePlace place, string vi, string en) => builder.Fault(new Issue("fact." + code, place, new LocalizedText(vi, en)));
}
