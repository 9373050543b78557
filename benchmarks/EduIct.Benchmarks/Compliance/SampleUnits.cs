using System.Globalization;
using System.Reflection;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Benchmarks.Compliance;

/// <summary>Units of a country, the same on every run: kinds about as often as there are, each fact that a kind may report missing for a tenth of the units.</summary>
internal static class SampleUnits
{
    // Out of a thousand.
    private static readonly (UnitKind Kind, Sorts Sorts, int Share)[] s_kinds =
    [
        (UnitKind.Preschool, Sorts.Preschool, 250),
        (UnitKind.Primary, Sorts.Primary, 330),
        (UnitKind.LowerSecondary, Sorts.LowerSecondary, 220),
        (UnitKind.UpperSecondary, Sorts.UpperSecondary, 60),
        (UnitKind.PrimaryAndLowerSecondary, Sorts.Primary | Sorts.LowerSecondary, 15),
        (UnitKind.LowerAndUpperSecondary, Sorts.LowerSecondary | Sorts.UpperSecondary, 8),
        (UnitKind.AllLevels, Sorts.Primary | Sorts.LowerSecondary | Sorts.UpperSecondary, 2),
        (UnitKind.Division, Sorts.Division, 15),
        (UnitKind.CommunityLearningCentre, Sorts.Centre, 70),
        (UnitKind.ContinuingEducationCentre, Sorts.Centre, 12),
        (UnitKind.TechnicalCareerCentre, Sorts.Centre, 5),
        (UnitKind.ProfessionalSecondary, Sorts.Vocational, 8),
        (UnitKind.College, Sorts.College, 2),
        (UnitKind.PedagogicalCollege, Sorts.College, 1),
        (UnitKind.Department, Sorts.Department, 2),
    ];

    private static readonly string[] s_qualifications = ["none", "certificate", "intermediate", "college", "bachelor", "master"];

    /// <summary>Units of all kinds in no order.</summary>
    public static List<SchoolUnit> Mixed(int count)
    {
        var random = new Random(9772);
        Action<SchoolUnit, Random>[][] fillers = [.. s_kinds.Select(kind => Fillers(kind.Kind))];
        var units = new List<SchoolUnit>(count);
        for (int number = 0; number < count; number++)
        {
            int at = 0;
            for (int share = random.Next(1000); share >= s_kinds[at].Share; at++)
            {
                share -= s_kinds[at].Share;
            }

            var unit = new SchoolUnit
            {
                Code = string.Create(CultureInfo.InvariantCulture, $"u{number}"),
                Kind = s_kinds[at].Kind,
                Sorts = s_kinds[at].Sorts,
            };
            foreach (Action<SchoolUnit, Random> fill in fillers[at])
            {
                if (random.Next(10) > 0)
                {
                    fill(unit, random);
                }
            }

            KeepPartsWithinWholes(unit);
            units.Add(unit);
        }

        return units;
    }

    /// <summary>An upper secondary school that meets everything.</summary>
    public static SchoolUnit Exemplary() => new()
    {
        Code = "thpt",
        Kind = UnitKind.UpperSecondary,
        Sorts = Sorts.UpperSecondary,
        IctPlan = true,
        IctOfficer = true,
        IctOfficerQualification = "bachelor",
        IctOfficerPlan = true,
        StudentsTotal = 900,
        StudentsGrade12 = 280,
        StudentsGrade12WithEmail = 280,
        StudentsLearningInformatics = 900,
        WebsiteStaffContribute = true,
        SoftwareNonScormAuthoring = false,
        SoftwareOnlyCertified = true,
        DocumentsElectronic = true,
        SoftwareSchoolManagement = true,
        ServicesFreeResultMessages = true,
        ServicesPaidResultMessages = false,
        ComputersTotal = 110,
        ComputersManagement = 4,
        ComputersInformatics = 95,
        DevicesPrinters = 3,
        DevicesWebcams = 2,
        DevicesConferencePhones = 1,
        StaffSubjectGroups = 9,
        StaffSubjectGroupsWithComputer = 9,
        RoomsLargestNetworked = 30,
        IctSurveyDone = true,
    };

    // What the dictionary lets a kind report, so that the table has no faults.
    private static Action<SchoolUnit, Random>[] Fillers(UnitKind kind)
    {
        Dictionary<string, PropertyInfo> properties = typeof(SchoolUnit).GetProperties().ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. from fact in FactDictionary.Common.Definitions
               where fact.Kinds.IsEmpty || fact.Kinds.Any(kind.IsOrTeaches)
               let property = properties.GetValueOrDefault(fact.Id.Replace(".", "", StringComparison.Ordinal))
               where property is not null
               select Filler(fact.Type, property),
        ];
    }

    private static Action<SchoolUnit, Random> Filler(FactType type, PropertyInfo property) => type switch
    {
        FactType.Flag when property.GetSetMethod()!.CreateDelegate<Action<SchoolUnit, bool?>>() is { } set => (unit, random) => set(unit, random.Next(4) > 0),
        FactType.Count when property.GetSetMethod()!.CreateDelegate<Action<SchoolUnit, int?>>() is { } set => (unit, random) => set(unit, random.Next(60)),
        FactType.Number when property.GetSetMethod()!.CreateDelegate<Action<SchoolUnit, double?>>() is { } set => (unit, random) => set(unit, random.Next(10)),
        FactType.Choice when property.GetSetMethod()!.CreateDelegate<Action<SchoolUnit, string?>>() is { } set =>
            (unit, random) => set(unit, s_qualifications[random.Next(s_qualifications.Length)]),
        _ => throw new NotSupportedException(property.Name),
    };

    private static void KeepPartsWithinWholes(SchoolUnit unit)
    {
        unit.ComputersTotal += 100;
        unit.StudentsTotal *= 30;
        unit.StudentsGrade12 = AtMost(unit.StudentsGrade12, unit.StudentsTotal);
        unit.StudentsGrade12WithEmail = AtMost(unit.StudentsGrade12WithEmail, unit.StudentsGrade12);
        unit.StaffSubjectGroupsWithComputer = AtMost(unit.StaffSubjectGroupsWithComputer, unit.StaffSubjectGroups);
    }

    private static int? AtMost(int? part, int? whole) => part > whole ? whole : part;
}
