using EduIct.Units;

namespace EduIct.Benchmarks.Compliance;

/// <summary>A unit as a product would hold it: what the requirements of 9772/BGDĐT-CNTT ask for, null where nobody reported it.</summary>
public sealed class SchoolUnit
{
    public required string Code { get; init; }

    public required UnitKind Kind { get; init; }

    public required Sorts Sorts { get; init; }

    public string? IctOfficerQualification { get; set; }

    public double? InternetLeasedFibreMbps { get; set; }

    public int? ComputersInformatics { get; set; }

    public int? ComputersManagement { get; set; }

    public int? ComputersTotal { get; set; }

    public int? DevicesConferencePhones { get; set; }

    public int? DevicesConferenceSystems { get; set; }

    public int? DevicesFibreRouters { get; set; }

    public int? DevicesPlasmaScreens50 { get; set; }

    public int? DevicesPrinters { get; set; }

    public int? DevicesPtzCameras { get; set; }

    public int? DevicesWebcams { get; set; }

    public int? RoomsLargestNetworked { get; set; }

    public int? StaffSubjectGroups { get; set; }

    public int? StaffSubjectGroupsWithComputer { get; set; }

    public int? StudentsGrade12 { get; set; }

    public int? StudentsGrade12WithEmail { get; set; }

    public int? StudentsLearningInformatics { get; set; }

    public int? StudentsTotal { get; set; }

    public bool? ContestsElearning { get; set; }

    public bool? ContestsEmulation { get; set; }

    public bool? ContestsLessonsJudged { get; set; }

    public bool? ContestsLessonsRewarded { get; set; }

    public bool? ContestsOnline { get; set; }

    public bool? DocumentsElectronic { get; set; }

    public bool? EmailDailyOfficer { get; set; }

    public bool? EmailOwnDomainSystem { get; set; }

    public bool? IctLegalTextsTaught { get; set; }

    public bool? IctOfficer { get; set; }

    public bool? IctOfficerPlan { get; set; }

    public bool? IctPlan { get; set; }

    public bool? IctPlanDirective55 { get; set; }

    public bool? IctSurveyDone { get; set; }

    public bool? IctUnitDesignated { get; set; }

    public bool? InternetBroadband { get; set; }

    public bool? InternetMobileRolloutStarted { get; set; }

    public bool? MeetingsOnline { get; set; }

    public bool? MeetingsViettelRegular { get; set; }

    public bool? NetworkProvinceDomain { get; set; }

    public bool? ServicesFreeResultMessages { get; set; }

    public bool? ServicesPaidResultMessages { get; set; }

    public bool? SoftwareFirefox { get; set; }

    public bool? SoftwareLinux { get; set; }

    public bool? SoftwareMicrosoftOfficeBought { get; set; }

    public bool? SoftwareMoodle { get; set; }

    public bool? SoftwareNonScormAuthoring { get; set; }

    public bool? SoftwareOnlyCertified { get; set; }

    public bool? SoftwareOpenOffice { get; set; }

    public bool? SoftwareSchoolManagement { get; set; }

    public bool? SoftwareTeachingMateBegun { get; set; }

    public bool? SoftwareUnikey { get; set; }

    public bool? StaffRecruitedThisYear { get; set; }

    public bool? StaffRecruitmentByCertificate { get; set; }

    public bool? StaffRecruitmentTestsIct { get; set; }

    public bool? TrainingIctWithinSubjects { get; set; }

    public bool? TrainingOpenSource { get; set; }

    public bool? TrainingPlan { get; set; }

    public bool? TrainingScormConversion { get; set; }

    public bool? WebsiteLinkedToMinistry { get; set; }

    public bool? WebsiteOwn { get; set; }

    public bool? WebsitePublishesPublicEmail { get; set; }

    public bool? WebsiteStaffContribute { get; set; }
}
