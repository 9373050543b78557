using FluentValidation;

namespace EduIct.Benchmarks.Compliance;

/// <summary>What 9772/BGDĐT-CNTT asks of an upper secondary school as rules of FluentValidation. It knows right and wrong: a missing fact is a failure of
/// its own, where the others tell unknown.</summary>
internal sealed class UpperSecondaryValidator : AbstractValidator<SchoolUnit>
{
    private static readonly string[] s_qualified = ["intermediate", "college", "bachelor", "master"];

    public UpperSecondaryValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(unit => unit.IctPlan).NotNull().Equal(true);
        RuleFor(unit => unit.IctOfficer).NotNull().Equal(true);
        RuleFor(unit => unit.IctOfficerQualification).NotNull().Must(level => s_qualified.Contains(level));
        RuleFor(unit => unit.IctOfficerPlan).NotNull().Equal(true)
            .When(unit => unit.IctOfficer == false || (unit.IctOfficerQualification is { } level && !s_qualified.Contains(level)));
        RuleFor(unit => unit.StudentsGrade12WithEmail).NotNull().GreaterThanOrEqualTo(unit => unit.StudentsGrade12);
        RuleFor(unit => unit.WebsiteStaffContribute).NotNull().Equal(true);
        RuleFor(unit => unit.StudentsLearningInformatics).NotNull().GreaterThanOrEqualTo(1);
        RuleFor(unit => unit.SoftwareNonScormAuthoring).NotNull().Equal(false);
        RuleFor(unit => unit.SoftwareOnlyCertified).NotNull().Equal(true);
        RuleFor(unit => unit.DocumentsElectronic).NotNull().Equal(true);
        RuleFor(unit => unit.SoftwareSchoolManagement).NotNull().Equal(true);
        RuleFor(unit => unit.ServicesFreeResultMessages).NotNull().Equal(true);
        RuleFor(unit => unit.ServicesPaidResultMessages).NotNull().Equal(false);
        RuleFor(unit => unit.ComputersManagement).NotNull().GreaterThanOrEqualTo(2);
        RuleFor(unit => unit.DevicesPrinters).NotNull().GreaterThanOrEqualTo(1);
        RuleFor(unit => unit.DevicesWebcams).NotNull().GreaterThanOrEqualTo(1);
        RuleFor(unit => unit.DevicesConferencePhones).NotNull().GreaterThanOrEqualTo(1);
        RuleFor(unit => unit.StaffSubjectGroupsWithComputer).NotNull().GreaterThanOrEqualTo(unit => unit.StaffSubjectGroups);
        RuleFor(unit => unit.RoomsLargestNetworked).NotNull().GreaterThanOrEqualTo(25);
        RuleFor(unit => unit.ComputersInformatics).NotNull().GreaterThanOrEqualTo(25);
        RuleFor(unit => unit.StudentsTotal).NotNull().Must((unit, pupils) => pupils <= 10L * unit.ComputersInformatics);
        RuleFor(unit => unit.IctSurveyDone).NotNull().Equal(true);
    }
}
