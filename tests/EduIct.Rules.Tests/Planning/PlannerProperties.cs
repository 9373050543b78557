using EduIct.Addresses;
using EduIct.People;
using EduIct.Planning;
using EduIct.Rosters;
using FsCheck;
using FsCheck.Fluent;
using static EduIct.Rules.Tests.Planning.World;

namespace EduIct.Rules.Tests.Planning;

/// <summary>Laws of the whole planning, over random rosters of two terms.</summary>
public sealed class PlannerProperties
{
    private static readonly string[] s_names = ["Nguyễn Văn An", "Nguyễn Văn Ân", "Trần Thị Bình", "Lê An", "An", "Đặng Hoà", "Đặng Hòa", "H'Hen Niê"];

    private static readonly Gen<Person> s_person =
        from number in Gen.Choose(1, 25)
        from name in Gen.Elements(s_names)
        from school in Gen.Choose(1, 3)
        from @class in Gen.Elements("6A1", "6A2", "9B")
        from teacher in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select teacher ? Teacher(number, name, school, @class) : Pupil(number, name, school, @class);

    private static readonly Arbitrary<(Person[] First, Person[] Second, bool Education)> s_terms = (
        from first in s_person.ListOf()
        from second in s_person.ListOf()
        from education in Gen.Elements(false, true)
        select (Distinct(first), Distinct(second), education)).ToArbitrary();

    [Fact]
    public void The_plan_of_an_applied_plan_is_empty() => Prop.ForAll(s_terms, terms =>
    {
        World world = terms.Education ? WithEducation : new World();
        foreach (Person[] term in new[] { terms.First, terms.Second, terms.First })
        {
            Roster roster = Roster(term);
            world = world.Apply(world.Plan(roster));
            Plan again = world.Plan(roster);
            Assert.True(again.IsEmpty, string.Join(Environment.NewLine, again.Operations.Select(OperationText.Describe)));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_rows_accounts_and_groups_changes_nothing() => Prop.ForAll(s_terms, terms =>
    {
        World world = terms.Education ? WithEducation : new World();
        world = world.Apply(world.Plan(Roster(terms.First)));
        World turned = world with
        {
            Provider = world.Provider with
            {
                Accounts = [.. world.Provider.Accounts.Reverse()],
                Groups = [.. world.Provider.Groups.Reverse()],
                Education = world.Provider.Education is { } education
                    ? education with { Schools = [.. education.Schools.Reverse()], Classes = [.. education.Classes.Reverse()], People = [.. education.People.Reverse()] }
                    : null,
            },
        };

        Plan plan = world.Plan(Roster(terms.Second));
        Plan other = turned.Plan(Roster(terms.Second.Reverse()));

        Assert.Equal(plan.Operations.Select(Line), other.Operations.Select(Line));
        Assert.Equal(plan.LeftAlone.AsEnumerable(), other.LeftAlone);
        Assert.Equal(plan.Header.Claims.AsEnumerable(), other.Header.Claims);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_address_is_ever_given_to_two_holders() => Prop.ForAll(s_terms, terms =>
    {
        World world = terms.Education ? WithEducation : new World();
        foreach (Person[] term in new[] { terms.First, terms.Second, terms.First })
        {
            world = world.Apply(world.Plan(Roster(term)));
        }

        Assert.All(
            world.Ledger.Claims.Where(claim => claim.Kind != HolderKind.Unit).GroupBy(claim => claim.Name),
            claims => Assert.Single(claims.Select(claim => (claim.Kind, claim.Holder)).Distinct()));
        Assert.All(world.Provider.Accounts.GroupBy(account => account.Address), accounts => Assert.Single(accounts));
    }).QuickCheckThrowOnFailure();

    private static Person[] Distinct(IEnumerable<Person> people) => [.. people.DistinctBy(person => person.Keys[0])];

    private static string Line(PlanOperation operation) => $"{operation.Seq} {OperationText.Describe(operation).En} [{string.Join(',', operation.After)}]";
}
