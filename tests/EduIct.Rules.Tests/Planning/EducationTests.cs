using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Education;
using EduIct.People;
using EduIct.Planning;
using EduIct.Units;
using static EduIct.Rules.Tests.Planning.World;

namespace EduIct.Rules.Tests.Planning;

/// <summary>Schools, classes and school data in plans.</summary>
public sealed class EducationTests
{
    [Fact]
    public void Where_nobody_wants_education_resources_the_plan_has_none()
    {
        Plan plan = new World().Plan(Roster([Pupil(1, "Nguyễn Văn An"), Teacher(1, "Lê Thị Bình", 1, "6A1")]));

        Assert.DoesNotContain(plan.Operations, operation => operation.Kind is OperationKind.EnsureSchool or OperationKind.EnsureClass or OperationKind.SetSchooling);
        Assert.Contains(plan.Operations, operation => operation.Kind == OperationKind.EnsureGroup && operation.Set.Holder!.StartsWith("class/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_school_comes_before_its_class_and_both_before_who_is_in_them()
    {
        Plan plan = WithEducation.Plan(Roster([Pupil(1, "Nguyễn Văn An"), Teacher(1, "Lê Thị Bình", 1, "6A1")]));

        PlanOperation school = Assert.Single(plan.Operations, operation => operation.Kind == OperationKind.EnsureSchool);
        Assert.Equal((School(1), "Trường THCS Số 1"), (school.Set.School!.Value, school.Set.Name));
        PlanOperation made = Assert.Single(plan.Operations, operation => operation.Kind == OperationKind.EnsureClass);
        Assert.Equal((School(1), "6", "class/oneroster:thcs-1/6a1", (string?)null), (made.Set.School!.Value, made.Set.Grade, made.Set.Holder, made.Expect.Id));
        Assert.Contains(school.Seq, made.After);
        Assert.Equal(
            [(Role.Student, "6", "oneroster:thcs-1"), (Role.Teacher, null, "oneroster:thcs-1")],
            Schoolings(plan).Select(operation => (operation.Set.Schooling!.Role, operation.Set.Schooling.Grade, string.Join(',', operation.Set.Schooling.Schools))));
        Assert.All(Schoolings(plan), operation => Assert.Contains(school.Seq, operation.After));
        Assert.All(Schoolings(plan), operation => Assert.Contains(plan.Operations, other => other.Kind == OperationKind.Create && operation.After.Contains(other.Seq)));
        PlanOperation[] joined = [.. plan.Operations.Where(operation => operation.Kind == OperationKind.AddMember && operation.Group == made.Group)];
        Assert.Equal([GroupRole.Member, GroupRole.Manager], joined.Select(operation => operation.Set.Role!.Value).Order());
        Assert.All(joined, operation => Assert.Contains(made.Seq, operation.After));

        // The group of the staff is no class, and the department no school.
        Assert.Single(plan.Operations, operation => operation.Kind == OperationKind.EnsureGroup);
    }

    [Fact]
    public void Who_has_left_stands_in_no_class_and_no_school()
    {
        Person[] people = [Pupil(1, "Nguyễn Văn An"), .. Enumerable.Range(2, 5).Select(number => Pupil(number, "Trần Văn Bình"))];
        World world = WithEducation;
        world = world.Apply(world.Plan(Roster(people)));

        Plan plan = world.Plan(Roster(people[1..]));

        PlanOperation taken = Assert.Single(Schoolings(plan));
        Assert.Equal(people[0].Keys[1], taken.Person);
        Assert.Empty(taken.Set.Schooling!.Schools);
        Assert.Equal([School(1)], taken.Expect.Schooling!.Schools.ToArray());
        Assert.Contains(plan.Operations, operation => operation.Kind == OperationKind.RemoveMember && operation.Person == taken.Person);
        world = world.Apply(plan);
        Assert.True(world.Plan(Roster(people[1..])).IsEmpty);
    }

    [Fact]
    public void A_pupil_who_goes_up_and_elsewhere_takes_the_new_grade_and_school_and_gives_up_the_old()
    {
        World world = WithEducation;
        world = world.Apply(world.Plan(Roster([Pupil(1, "Nguyễn Văn An")])));

        PlanOperation changed = Assert.Single(Schoolings(world.Plan(Roster([Pupil(1, "Nguyễn Văn An", 2, "7A1")]))));

        Assert.Equal(new Schooling(Role.Student, [School(1)], "6"), changed.Expect.Schooling);
        Assert.Equal(new Schooling(Role.Student, [School(2)], "7"), changed.Set.Schooling);
    }

    [Fact]
    public void A_teacher_keeps_the_schools_of_which_the_roster_does_not_speak()
    {
        Person one = Teacher(1, "Lê Thị Bình");
        Person both = new(one.Keys, one.Name, [new Affiliation(School(1), Role.Teacher), new Affiliation(School(2), Role.Teacher)]) { BirthDate = one.BirthDate };
        World world = WithEducation;
        world = world.Apply(world.Plan(Roster([both])));

        Assert.Empty(Schoolings(world.Plan(Roster([Teacher(1, "Lê Thị Bình")]))));
        PlanOperation left = Assert.Single(Schoolings(world.Plan(Roster([Teacher(1, "Lê Thị Bình"), Teacher(2, "Lê Thị Chi", 2)]))), operation => operation.Expect.Schooling is not null);
        Assert.Equal([School(1)], left.Set.Schooling!.Schools.ToArray());
    }

    [Fact]
    public void A_school_is_called_what_the_roster_calls_it_and_a_class_is_corrected()
    {
        World world = WithEducation;
        world = world.Apply(world.Plan(Roster([Pupil(1, "Nguyễn Văn An")])));
        EducationSnapshot education = world.Provider.Education!;
        SchoolSnapshot school = education.Schools[0];
        EducationClass made = education.Classes[0];
        world = world with
        {
            Provider = world.Provider with
            {
                Education = education with { Schools = [school with { School = school.School with { Name = "Trường cũ" }, Classes = [] }], Classes = [made with { Grade = "5" }] },
            },
        };

        Plan plan = world.Plan(Roster([Pupil(1, "Nguyễn Văn An")]));

        Assert.Equal([OperationKind.EnsureSchool, OperationKind.EnsureClass], plan.Operations.Select(operation => operation.Kind));
        Assert.Equal(("Trường cũ", "Trường THCS Số 1"), (plan.Operations[0].Expect.Name, plan.Operations[0].Set.Name));
        Assert.Equal((made.Id, "6"), (plan.Operations[1].Expect.Id, plan.Operations[1].Set.Grade));
        Assert.True(world.Apply(plan).Plan(Roster([Pupil(1, "Nguyễn Văn An")])).IsEmpty);
    }

    [Fact]
    public void A_group_from_before_cannot_become_a_class_and_says_so()
    {
        World world = new();
        world = world.Apply(world.Plan(Roster([Pupil(1, "Nguyễn Văn An")])));
        world = world with { Provider = world.Provider with { Education = new EducationSnapshot() } };

        Plan plan = world.Plan(Roster([Pupil(1, "Nguyễn Văn An")]));

        Assert.DoesNotContain(plan.Operations, operation => operation.Kind == OperationKind.EnsureClass);
        Assert.Contains(new LeftAlone("lop.6a1.thcsso1@bentre.edu.vn", LeftAloneReason.GroupNotClass), plan.LeftAlone);
    }

    [Fact]
    public void Of_two_schools_with_one_code_the_one_with_the_lowest_identifier_counts_and_others_schools_are_nobodys()
    {
        World world = WithEducation;
        world = world.Apply(world.Plan(Roster([Pupil(1, "Nguyễn Văn An")])));
        EducationSnapshot education = world.Provider.Education!;
        world = world with
        {
            Provider = world.Provider with
            {
                Education = education with
                {
                    Schools =
                    [
                        new SchoolSnapshot(new EducationSchool("zzz", School(1), "Trường trùng"), [], []),
                        new SchoolSnapshot(new EducationSchool("aaa", null, "Trường của ai đó"), [], [world.Account("an.nv14@bentre.edu.vn").Id]),
                        .. education.Schools,
                    ],
                },
            },
        };

        Assert.True(world.Plan(Roster([Pupil(1, "Nguyễn Văn An")])).IsEmpty);
    }

    private static PlanOperation[] Schoolings(Plan plan) => [.. plan.Operations.Where(operation => operation.Kind == OperationKind.SetSchooling)];
}
