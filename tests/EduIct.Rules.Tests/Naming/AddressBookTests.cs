using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Naming;
using EduIct.People;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EduIct.Rules.Tests.Naming;

public sealed class AddressBookTests
{
    private static readonly DirectoryLimits s_limits = new(60, 60, 64, 73, "-_'", FrozenSet.Create("abuse", "postmaster"));

    [Theory]
    [InlineData("{given}.{initials}{yy}", "an.nv12")]
    [InlineData("{initials}{given}", "nvan")]
    [InlineData("{given}.{family}", "an.nguyen")]
    [InlineData("{ddmmyy}{full}", "050912nguyenvanan")]
    [InlineData("{code}", "8300000042")]
    [InlineData("hs_{code:4}", "hs_0042")]
    [InlineData("{class}-{unit}-{grade}{dd}{mm}{yyyy}", "6a1-thcsso1-605092012")]
    public void Patterns_say_what_they_mean(string pattern, string local) => Assert.Equal(local, Pattern(pattern).Render(Subject("Nguyễn Văn An")));

    [Fact]
    public void A_name_of_one_word_leaves_no_stray_dots() => Assert.Equal("an.12", Pattern("{given}.{initials}.{yy}").Render(Subject("An")));

    [Fact]
    public void A_pattern_that_asks_for_what_is_not_known_gives_nothing() => Assert.Null(Pattern("{given}{yy}").Render(Subject("An") with { BirthDate = null }));

    [Fact]
    public void Every_fault_of_a_pattern_is_told_with_its_place()
    {
        Assert.False(AddressPattern.TryParse("{giveN}@{n}{n}ă{code:0}{", out _, out var faults));
        Assert.Equal([1, 8, 12, 15, 16, 24], faults.Select(fault => fault.Place.Column!.Value));
    }

    [Fact]
    public void Namesakes_get_the_next_pattern_and_then_a_counter_in_the_order_of_their_keys()
    {
        var given = AddressBook.Open([], []).Assign(Enumerable.Range(1, 4).Reverse().Select(number => Request(number, "Nguyễn Văn An", "{given}.{initials}", "{given}.{family}")));

        Assert.Equal(["an.nv", "an.nguyen", "an.nguyen2", "an.nguyen3"], Enumerable.Range(1, 4).Select(number => given[("g", Key(number))].Local));
    }

    [Fact]
    public void Ten_thousand_namesakes_all_get_one()
    {
        var given = AddressBook.Open([], []).Assign(Enumerable.Range(0, 10_000).Select(number => Request(number, "Nguyễn Văn An", "{given}.{initials}")));

        Assert.Equal(10_000, given.Values.Distinct().Count());
    }

    [Fact]
    public void What_others_hold_or_held_is_never_given()
    {
        Claim[] claims = [Claim.For(Key(9), Address("an.nv@bentre.edu.vn"), "g"), new(HolderKind.Group, "an.nv2@bentre.edu.vn", "class/moet:1/6a", "g"), new(HolderKind.Unit, "an.nv4", "moet:1", "")];
        HeldAddress[] held = [new(Address("AN.NV3@bentre.edu.vn"), "g")];

        Assert.Equal("an.nv4@bentre.edu.vn", AddressBook.Open(claims, held).Assign([Request(1, "Nguyễn Văn An", "{given}.{initials}")])[("g", Key(1))].ToString());
    }

    [Fact]
    public void Classes_birth_dates_and_units_change_no_address_another_name_or_domain_does()
    {
        Claim[] claims = [Claim.For(Key(1), Address("an.nv12.6a1@bentre.edu.vn"), "g")];
        AddressRequest request = Request(1, "Nguyễn Văn An", "{given}.{initials}{yy}.{class}");

        Assert.Equal("an.nv12.6a1", Given(request with { Subject = request.Subject with { Class = "7B", BirthDate = new LocalDate(2011, 1, 1), UnitSlug = "Khac" } }));
        Assert.Equal("an.nv12.6a1", Given(request with { Subject = request.Subject with { Name = PersonName.Parse("Nguyễn Văn Ân") } }));
        Assert.Equal("tu.nva12.6a1", Given(request with { Subject = request.Subject with { Name = PersonName.Parse("Nguyễn Văn An Tú") } }));
        Assert.Equal("truong.edu.vn", AddressBook.Open(claims, []).Assign([request with { Domain = "truong.edu.vn" }])[("g", Key(1))].Domain);

        string Given(AddressRequest changed) => AddressBook.Open(claims, []).Assign([changed])[("g", Key(1))].Local;
    }

    [Fact]
    public void An_earlier_address_that_fits_again_comes_back()
    {
        Claim[] claims = [Claim.For(Key(1), Address("an.nv@bentre.edu.vn"), "g"), Claim.For(Key(1), Address("tu.nv@bentre.edu.vn"), "g")];
        AddressBook book = AddressBook.Open(claims, [new HeldAddress(Address("tu.nv@bentre.edu.vn"), "g", Key(1), IsPrimary: true)]);

        Assert.Equal("an.nv", book.Assign([Request(1, "Nguyễn Văn An", "{given}.{initials}")])[("g", Key(1))].Local);
    }

    [Fact]
    public void Addresses_are_unique_legal_and_the_same_in_any_order_and_when_read_again()
    {
        string[] names = ["Nguyễn Văn An", "Nguyễn Vân An", "An", "Trần Thị Bình", "H'Hen Niê", "abuse", "Lê Thị Postmaster"];
        Gen<(int Number, string Name)> person = Gen.Choose(1, 60).SelectMany(number => Gen.Elements(names).Select(name => (number, name)));
        Prop.ForAll(person.ListOf().ToArbitrary(), people =>
        {
            AddressRequest[] requests = [.. people.DistinctBy(item => item.Number).Select(item => Request(item.Number, item.Name, "{given}", "{given}.{initials}{yy}"))];
            AddressBook book = AddressBook.Open([], []);
            var given = book.Assign(requests);
            var turned = AddressBook.Open([], []).Assign(requests.Reverse());
            AddressBook second = AddressBook.Open(book.NewClaims, given.Select(pair => new HeldAddress(pair.Value, "g", pair.Key.Key, true)));
            var again = second.Assign(requests);

            Assert.Equal(requests.Length, given.Values.Distinct().Count());
            Assert.All(given.Values, address => Assert.True(address.Local.Length <= 64 && address.Local.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '.') && address.Local is not ("abuse" or "postmaster")));
            Assert.Equal(given.OrderBy(pair => pair.Key.Key), turned.OrderBy(pair => pair.Key.Key));
            Assert.Equal(given.OrderBy(pair => pair.Key.Key), again.OrderBy(pair => pair.Key.Key));
            Assert.Empty(second.NewClaims);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Schools_of_one_name_have_slugs_of_their_own_and_the_first_keeps_its()
    {
        Unit[] first = [School("b")];
        UnitSlugBook book = UnitSlugBook.Create([], first);
        UnitSlugBook later = UnitSlugBook.Create(book.NewClaims, [School("a"), .. first]);

        Assert.Equal("THKimDong", book[first[0].Code]);
        Assert.Equal("THKimDong", later[first[0].Code]);
        Assert.Equal("THKimDong-A", later[School("a").Code]);

        static Unit School(string code) => new(new UnitCode(CodeSystem.Moet, code), UnitKind.Primary, "Trường TH Kim Đồng", "THKimDong");
    }

    private static AddressRequest Request(int number, string name, params string[] patterns) =>
        new(Key(number), Subject(name), "bentre.edu.vn", "g", [.. patterns.Select(Pattern)], s_limits);

    private static NamingSubject Subject(string name) => new()
    {
        Name = PersonName.Parse(name), Code = "8300000042", BirthDate = new LocalDate(2012, 9, 5), UnitSlug = "THCSSo1", Class = "6A1", Grade = "6",
    };

    private static PersonKey Key(int number) => new(CodeSystem.Moet, number.ToString("D8", CultureInfo.InvariantCulture));

    private static EmailAddress Address(string text) => EmailAddress.Parse(text);

    private static AddressPattern Pattern(string text) =>
        AddressPattern.TryParse(text, out AddressPattern? pattern, out ImmutableArray<EduIct.Issues.Issue> faults) ? pattern : throw new ArgumentException(string.Join(' ', faults), nameof(text));
}
