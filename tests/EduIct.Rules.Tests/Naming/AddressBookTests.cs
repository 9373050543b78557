using System.Diagnostics;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Naming;
using EduIct.People;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;

namespace EduIct.Rules.Tests.Naming;

public class AddressBookTests
{
    private const string Domain = "bentre.edu.vn";

    private static readonly DirectoryLimits s_limits = new(60, 60, 64, 73, "-_'", new HashSet<string> { "abuse", "postmaster" });

    private static readonly string[] s_names = ["Nguyễn Văn An", "Nguyễn Văn Ân", "Nguyễn Vân An", "An", "H'Hen Niê", "K’Brơi", "Trần Thị Bình", "Abuse"];

    [Fact]
    public void Addresses_are_unique_legal_stable_and_the_same_in_any_order()
    {
        Prop.ForAll(Gen.Elements(s_names).NonEmptyListOf().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (names, seed) =>
        {
            AddressRequest[] requests = [.. names.Select((name, index) => Request($"k{index:D3}", name))];
            AddressBook first = AddressBook.Open([], []);
            var given = first.Assign(requests);
            Assert.Equal(requests.Length, given.Count);
            Assert.Equal(given.Count, given.Values.Distinct().Count());
            Assert.All(given.Values, address => Assert.Matches("^[a-z0-9]+([._-][a-z0-9]+)*@bentre[.]edu[.]vn$", address.ToString()));
            Assert.DoesNotContain(given.Values, address => address.Local is "abuse");

            new Random(seed).Shuffle(requests);
            Assert.Equal(given.OrderBy(pair => pair.Key.Key), AddressBook.Open([], []).Assign(requests).OrderBy(pair => pair.Key.Key));

            AddressBook again = AddressBook.Open(first.NewClaims, []);
            Assert.Equal(given.OrderBy(pair => pair.Key.Key), again.Assign([.. requests, Request("a-newcomer", names.First())]).Where(pair => pair.Key.Key.Value != "a-newcomer").OrderBy(pair => pair.Key.Key));
            Assert.Single(again.NewClaims);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Ten_thousand_namesakes_are_fast()
    {
        var watch = Stopwatch.StartNew();
        var given = AddressBook.Open([], []).Assign(Enumerable.Range(0, 10_000).Select(index => Request($"k{index:D5}", "Nguyễn Văn An")));
        Assert.Equal(10_000, given.Values.Distinct().Count());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"Took {watch.Elapsed}.");
    }

    [Fact]
    public void Only_another_name_or_domain_gives_another_address_and_the_earlier_one_comes_back()
    {
        AddressBook book = AddressBook.Open([], []);
        Assert.Equal("an.nv", Local(book, Request("1", "Nguyễn Văn An")));
        Assert.Equal("an.nv", Local(book, Request("1", "Nguyễn Vân Ân") with { Subject = new NamingSubject { Name = PersonName.Parse("Nguyễn Vân Ân"), Class = "7B", UnitSlug = "X" } }));
        Assert.Equal("binh.nv", Local(book, Request("1", "Nguyễn Văn Bình")));
        Assert.Equal("an.nv2", Local(book, Request("2", "Nguyễn Văn An")));
        Assert.Equal("an.nv", Local(book, Request("1", "Nguyễn Văn An")));
        Assert.Equal("an.nv@other.edu.vn", book.Assign([Request("1", "Nguyễn Văn An") with { Domain = "other.edu.vn" }]).Values.Single().ToString());
    }

    [Fact]
    public void Addresses_that_others_hold_are_given_to_nobody()
    {
        PersonKey other = new(CodeSystem.Moet, "other");
        AddressBook book = AddressBook.Open(
            [Claim.For(other, EmailAddress.Parse($"an.nv@{Domain}"), "g")],
            [new HeldAddress(EmailAddress.Parse($"An.NV2@{Domain}"), "g"), new HeldAddress(EmailAddress.Parse($"an.nv3@{Domain}"), "g", other)]);
        Assert.Equal($"an.nv4@{Domain}", book.AssignGroup("class:x", "an.nv", Domain, "g", s_limits)?.ToString());
        Assert.Equal("an.nv5", Local(book, Request("1", "Nguyễn Văn An")));
        Assert.Equal($"an.nv4@{Domain}", book.AssignGroup("class:x", "an.nv", Domain, "g", s_limits)?.ToString());
        Assert.Empty(book.Assign([Request("9", "Nguyễn Văn An")], claimsOnly: true));
    }

    [Fact]
    public void Schools_of_one_name_have_slugs_of_their_own_for_ever_in_any_order()
    {
        Unit[] units = [School("1"), School("2"), School("3")];
        UnitSlugBook book = UnitSlugBook.Create([], units);
        UnitSlugBook reversed = UnitSlugBook.Create([], units.Reverse());
        Assert.Equal(3, units.Select(unit => book[unit.Code].ToUpperInvariant()).Distinct().Count());
        Assert.All(units, unit => Assert.True(Unit.IsSlug(book[unit.Code])));
        Assert.All(units, unit => Assert.Equal(book[unit.Code], reversed[unit.Code]));

        UnitSlugBook later = UnitSlugBook.Create(book.NewClaims, [School("0"), .. units]);
        Assert.All(units, unit => Assert.Equal(book[unit.Code], later[unit.Code]));
        Assert.Single(later.NewClaims);
    }

    private static Unit School(string code) => new(new UnitCode(CodeSystem.Moet, code), UnitKind.LowerSecondary, "Trường THCS Lê Lợi", "THCSLeLoi");

    private static string Local(AddressBook book, AddressRequest request) => book.Assign([request]).Values.Single().Local;

    private static AddressRequest Request(string key, string name)
    {
        Assert.True(AddressPattern.TryParse("{given}.{initials}", out AddressPattern? pattern, out _));
        return new AddressRequest(new PersonKey(CodeSystem.Moet, key), new NamingSubject { Name = PersonName.Parse(name) }, Domain, "g", [pattern], s_limits);
    }
}
