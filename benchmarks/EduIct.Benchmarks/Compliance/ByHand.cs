using EduIct.Compliance;

namespace EduIct.Benchmarks.Compliance;

/// <summary>The requirements of 9772/BGDĐT-CNTT as one writes them by hand who knows that a fact may be missing: <c>bool?</c> and its <c>&amp;</c> have the
/// three values that are needed.</summary>
internal static class ByHand
{
    public const int AskedOfUpperSecondary = 20;

    /// <summary>All that an upper secondary school is asked, in the order of the letter.</summary>
    /// <returns>Whether nothing is failed or unknown.</returns>
    public static bool UpperSecondary(SchoolUnit unit, Span<Outcome> outcomes)
    {
        bool? hasOfficer = HasQualifiedOfficer(unit);
        // The last first: after it the bounds of the others need no check.
        outcomes[19] = Of(unit.IctSurveyDone);
        outcomes[0] = Of(unit.IctPlan);
        outcomes[1] = Of(hasOfficer);
        outcomes[2] = Where(!hasOfficer, Of(unit.IctOfficerPlan));
        outcomes[3] = Of(AtLeast(unit.StudentsGrade12WithEmail, unit.StudentsGrade12));
        outcomes[4] = Of(unit.WebsiteStaffContribute);
        outcomes[5] = Of(AtLeast(unit.StudentsLearningInformatics, 1));
        outcomes[6] = Of(!unit.SoftwareNonScormAuthoring);
        outcomes[7] = Of(unit.SoftwareOnlyCertified);
        outcomes[8] = Of(unit.DocumentsElectronic);
        outcomes[9] = Of(unit.SoftwareSchoolManagement);
        outcomes[10] = Of(unit.ServicesFreeResultMessages);
        outcomes[11] = Of(!unit.ServicesPaidResultMessages);
        outcomes[12] = Of(AtLeast(unit.ComputersManagement, 2));
        outcomes[13] = Of(AtLeast(unit.DevicesPrinters, 1));
        outcomes[14] = Of(AtLeast(unit.DevicesWebcams, 1));
        outcomes[15] = Of(AtLeast(unit.DevicesConferencePhones, 1));
        outcomes[16] = Of(AtLeast(unit.StaffSubjectGroupsWithComputer, unit.StaffSubjectGroups));
        outcomes[17] = Of(HasInformaticsRoom(unit));
        outcomes[18] = Of(HasComputerForTen(unit));

        bool isAllWell = true;
        foreach (Outcome outcome in outcomes)
        {
            isAllWell &= outcome is Outcome.Meets or Outcome.NotApplicable;
        }

        return isAllWell;
    }

    /// <summary>All that a unit of any kind is asked; what does not bind it is not told.</summary>
    public static void Evaluate<TOutcomes>(SchoolUnit unit, ref TOutcomes into)
        where TOutcomes : struct, IOutcomes
    {
        const Sorts General = Sorts.Primary | Sorts.LowerSecondary | Sorts.UpperSecondary, Schools = General | Sorts.Preschool;
        Sorts sorts = unit.Sorts;
        if ((sorts & Sorts.Department) != Sorts.None)
        {
            Department(unit, ref into);
        }

        if ((sorts & (Schools | Sorts.Division | Sorts.Centre)) != Sorts.None)
        {
            into.Add(Asked.UnitIctPlan, Of(unit.IctPlan));
        }

        if ((sorts & Sorts.Vocational) != Sorts.None)
        {
            into.Add(Asked.VocationalIctUnit, Of(unit.IctUnitDesignated));
            into.Add(Asked.VocationalIctPlan, Of(unit.IctPlan));
        }

        if ((sorts & General) != Sorts.None)
        {
            bool? hasOfficer = HasQualifiedOfficer(unit);
            into.Add(Asked.QualifiedIctOfficer, Of(hasOfficer));
            into.Add(Asked.PlanForMissingIctOfficer, Where(!hasOfficer, Of(unit.IctOfficerPlan)));
            into.Add(Asked.FreeResultsForParents, Of(unit.ServicesFreeResultMessages));
        }

        if ((sorts & (Sorts.Vocational | Sorts.College)) != Sorts.None)
        {
            into.Add(Asked.CollegeBroadband, Of(unit.InternetBroadband));
        }

        if ((sorts & (Sorts.Department | Sorts.Vocational)) != Sorts.None)
        {
            into.Add(Asked.OwnMailSystem, Of(unit.EmailOwnDomainSystem));
            into.Add(Asked.Website, Of(unit.WebsiteOwn));
            into.Add(Asked.WebsiteLinkedToMinistry, Of(unit.WebsiteLinkedToMinistry));
            into.Add(Asked.WebsiteShowsPublicMail, Of(unit.WebsitePublishesPublicEmail));
        }

        if ((sorts & Sorts.UpperSecondary) != Sorts.None)
        {
            into.Add(Asked.EmailForGrade12, Of(AtLeast(unit.StudentsGrade12WithEmail, unit.StudentsGrade12)));
            into.Add(Asked.InformaticsTaught, Of(AtLeast(unit.StudentsLearningInformatics, 1)));
            into.Add(Asked.InformaticsRoomOf25, Of(HasInformaticsRoom(unit)));
            into.Add(Asked.TenPupilsPerComputer, Of(HasComputerForTen(unit)));
        }

        if ((sorts & (Sorts.Department | Sorts.Vocational | General)) != Sorts.None)
        {
            into.Add(Asked.StaffWriteForWebsites, Of(unit.WebsiteStaffContribute));
        }

        if ((sorts & (Sorts.Primary | Sorts.LowerSecondary)) != Sorts.None)
        {
            into.Add(Asked.IctWithinSubjects, Where(AtLeast(unit.ComputersTotal, 1), Of(unit.TrainingIctWithinSubjects)));
        }

        if ((sorts & (Sorts.Department | Schools | Sorts.Vocational)) != Sorts.None)
        {
            into.Add(Asked.NoAuthoringWithoutScorm, Of(!unit.SoftwareNonScormAuthoring));
            into.Add(Asked.OnlyCertifiedSoftware, Of(unit.SoftwareOnlyCertified));
        }

        if ((sorts & (Sorts.Department | Schools)) != Sorts.None)
        {
            into.Add(Asked.ElectronicDocuments, Of(unit.DocumentsElectronic));
        }

        if ((sorts & Schools) != Sorts.None)
        {
            into.Add(Asked.SchoolManagementByComputer, Of(unit.SoftwareSchoolManagement));
        }

        if ((sorts & (Sorts.Department | General)) != Sorts.None)
        {
            into.Add(Asked.NoPaidResultMessages, Of(!unit.ServicesPaidResultMessages));
        }

        if ((sorts & (Schools | Sorts.Vocational)) != Sorts.None)
        {
            into.Add(Asked.TwoManagementComputers, Of(AtLeast(unit.ComputersManagement, 2)));
            into.Add(Asked.PrinterForManagement, Of(AtLeast(unit.DevicesPrinters, 1)));
            into.Add(Asked.WebcamForManagement, Of(AtLeast(unit.DevicesWebcams, 1)));
            into.Add(Asked.ConferencePhoneForManagement, Of(AtLeast(unit.DevicesConferencePhones, 1)));
            into.Add(Asked.ComputerForEachSubjectGroup, Of(AtLeast(unit.StaffSubjectGroupsWithComputer, unit.StaffSubjectGroups)));
        }

        if ((sorts & (Sorts.Department | Sorts.Division | Sorts.UpperSecondary)) != Sorts.None)
        {
            into.Add(Asked.SurveyCarriedOut, Of(unit.IctSurveyDone));
        }
    }

    private static void Department<TOutcomes>(SchoolUnit unit, ref TOutcomes into)
        where TOutcomes : struct, IOutcomes
    {
        into.Add(Asked.DepartmentPlanForDirective55, Of(unit.IctPlanDirective55));
        into.Add(Asked.LegalTextsMadeKnown, Of(unit.IctLegalTextsTaught));
        into.Add(Asked.DepartmentIctUnit, Of(unit.IctUnitDesignated));
        into.Add(Asked.RegularMeetingsWithViettel, Of(unit.MeetingsViettelRegular));
        into.Add(Asked.FibreRouter, Of(AtLeast(unit.DevicesFibreRouters, 1)));
        into.Add(Asked.LeasedLine4Mbps, Of(unit.InternetLeasedFibreMbps is { } mbps ? mbps >= 4 : null));
        into.Add(Asked.ProvinceDomainRegistered, Of(unit.NetworkProvinceDomain));
        into.Add(Asked.MobileInternetBegun, Of(unit.InternetMobileRolloutStarted));
        into.Add(Asked.MailOfficerAssigned, Of(unit.EmailDailyOfficer));
        into.Add(Asked.MeetingsOnline, Of(unit.MeetingsOnline));
        into.Add(Asked.PtzCamera, Of(AtLeast(unit.DevicesPtzCameras, 1)));
        into.Add(Asked.PlasmaScreen, Of(AtLeast(unit.DevicesPlasmaScreens50, 1)));
        into.Add(Asked.ConferenceSystem, Of(AtLeast(unit.DevicesConferenceSystems, 1)));
        into.Add(Asked.OpenOffice, Of(unit.SoftwareOpenOffice));
        into.Add(Asked.Linux, Of(unit.SoftwareLinux));
        into.Add(Asked.Firefox, Of(unit.SoftwareFirefox));
        into.Add(Asked.Unikey, Of(unit.SoftwareUnikey));
        into.Add(Asked.NoMicrosoftOfficePurchase, Of(!unit.SoftwareMicrosoftOfficeBought));
        into.Add(Asked.SlidesToScorm, Of(unit.TrainingScormConversion));
        into.Add(Asked.Moodle, Of(unit.SoftwareMoodle));
        into.Add(Asked.TeachingMateBegun, Of(unit.SoftwareTeachingMateBegun));
        into.Add(Asked.ElectronicLessonContests, Of(unit.ContestsElearning));
        into.Add(Asked.OnlineContest, Of(unit.ContestsOnline));
        into.Add(Asked.LessonsJudged, Of(unit.ContestsLessonsJudged));
        into.Add(Asked.LessonsRewarded, Of(unit.ContestsLessonsRewarded));
        into.Add(Asked.TrainingPlan, Of(unit.TrainingPlan));
        into.Add(Asked.OpenSourceTraining, Of(unit.TrainingOpenSource));
        into.Add(Asked.RecruitmentTestsIct, Where(unit.StaffRecruitedThisYear, Of(unit.StaffRecruitmentTestsIct)));
        into.Add(Asked.NoCheckByCertificate, Where(unit.StaffRecruitedThisYear, Of(!unit.StaffRecruitmentByCertificate)));
        into.Add(Asked.EmulationMovement, Of(unit.ContestsEmulation));
        into.Add(Asked.DepartmentIctPlan, Of(unit.IctPlan));
    }

    private static bool? HasQualifiedOfficer(SchoolUnit unit) =>
        unit.IctOfficer & (unit.IctOfficerQualification is { } level ? level is "intermediate" or "college" or "bachelor" or "master" : null);

    private static bool? HasInformaticsRoom(SchoolUnit unit) => AtLeast(unit.RoomsLargestNetworked, 25) & AtLeast(unit.ComputersInformatics, 25);

    private static bool? HasComputerForTen(SchoolUnit unit) =>
        unit.StudentsTotal is { } pupils && unit.ComputersInformatics is { } computers ? pupils <= 10L * computers : null;

    private static bool? AtLeast(int? count, int? least) => count is { } has && least is { } needs ? has >= needs : null;

    private static bool? AtLeast(int? count, int least) => count is { } has ? has >= least : null;

    private static Outcome Where(bool? applies, Outcome outcome) => applies switch
    {
        true => outcome,
        false => Outcome.NotApplicable,
        null => Outcome.Unknown,
    };

    private static Outcome Of(bool? isMet) => isMet switch
    {
        true => Outcome.Meets,
        false => Outcome.Fails,
        null => Outcome.Unknown,
    };
}
