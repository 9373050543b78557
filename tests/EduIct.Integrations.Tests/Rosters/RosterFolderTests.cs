using System.Buffers.Binary;
using System.Text;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Rosters;

namespace EduIct.Integrations.Tests.Rosters;

public class RosterFolderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("export 2026/")]
    public async Task A_zip_gives_what_its_folder_gives(string prefix)
    {
        using SetFolder set = SetFolder.Version12();
        Roster folder = await set.ReadAsync();
        Roster zip = await set.ReadZipAsync(prefix);

        Assert.Empty(zip.Issues);
        Assert.Equal(folder.Digest, zip.Digest);
        Assert.Equal(folder.People.Select(person => person.ToString()), zip.People.Select(person => person.ToString()));

        set.Change("users", "Bình", "Bính");
        Assert.NotEqual(folder.Digest, (await set.ReadZipAsync(prefix)).Digest);
    }

    [Fact]
    public async Task Faults_in_a_zip_are_told_inside_the_zip()
    {
        using SetFolder set = SetFolder.Version12();
        set.Change("users", "hs2,,,true", "hs2,,,no");
        Roster roster = await set.ReadZipAsync("in/");
        Assert.EndsWith("set.zip/in/users.csv", Assert.Single(roster.Issues).Place.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_is_refused_before_it_is_unpacked()
    {
        using SetFolder set = SetFolder.Version12();
        set.Files["users"] += new string('\n', 30 << 20);
        Roster roster = await set.ReadZipAsync();
        SetFolder.Faults(roster, "users.csv roster.too-large");
        Assert.Empty(roster.Coverage.Complete);
    }

    [Fact]
    public async Task A_bomb_that_lies_about_its_size_gives_nobody()
    {
        using SetFolder set = SetFolder.Version12();
        set.Files["users"] += new string('\n', 30 << 20);
        Roster roster = await SetFolder.ReadZipAsync(
            set.Files.Select(file => ($"{file.Key}.csv", Encoding.UTF8.GetBytes(file.Value))),
            patch: bytes => OfCentralEntry(bytes, "users.csv", entry => BinaryPrimitives.WriteUInt32LittleEndian(entry[24..], 100)));
        Assert.NotEmpty(roster.Issues);
        Assert.Empty(roster.Coverage.Complete);
    }

    [Fact]
    public async Task A_file_larger_than_the_limit_is_refused_in_a_folder_too()
    {
        using SetFolder set = SetFolder.Version12();
        set.Add("users", new string(' ', 3000));
        var options = new RosterReaderOptions { MaxFileBytes = 2000 };
        SetFolder.Faults(await set.ReadAsync(options), "users.csv roster.too-large");
        SetFolder.Faults(await set.ReadZipAsync("", options), "users.csv roster.too-large");
    }

    [Theory]
    [InlineData("../")]
    [InlineData("/")]
    [InlineData("a/../../")]
    public async Task Names_that_lead_outside_are_refused(string prefix)
    {
        using SetFolder set = SetFolder.Version12();
        Roster roster = await set.ReadZipAsync(prefix);
        Assert.Equal(7, roster.Issues.Length);
        Assert.All(roster.Issues, issue => Assert.Equal("roster.path", issue.Code));
        Assert.Empty(roster.People);
    }

    [Fact]
    public async Task An_encrypted_entry_is_told()
    {
        using SetFolder set = SetFolder.Version12();
        Roster roster = await SetFolder.ReadZipAsync(
            set.Files.Select(file => ($"{file.Key}.csv", Encoding.UTF8.GetBytes(file.Value))),
            patch: bytes => OfCentralEntry(bytes, "users.csv", entry => entry[8] |= 1));
        SetFolder.Faults(roster, "users.csv roster.encrypted");
    }

    [Fact]
    public async Task Two_entries_of_one_name_are_refused()
    {
        using SetFolder set = SetFolder.Version12();
        IEnumerable<(string, byte[])> entries = set.Files.Select(file => ($"{file.Key}.csv", Encoding.UTF8.GetBytes(file.Value)));
        Roster roster = await SetFolder.ReadZipAsync(entries.Append(("users.csv", "sourcedId\n"u8.ToArray())));
        SetFolder.Faults(roster, "users.csv roster.duplicate-file");
        Assert.Empty(roster.People);
    }

    [Fact]
    public async Task What_is_no_zip_no_set_or_not_there_is_told()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["a.zip"], "not a zip");
        Directory.CreateDirectory(folder["empty"]);
        var reader = new RosterReader();
        SetFolder.Faults(await reader.ReadAsync(folder["a.zip"]), "a.zip roster.not-zip");
        SetFolder.Faults(await reader.ReadAsync(folder["empty"]), "empty roster.no-manifest");
        SetFolder.Faults(await reader.ReadAsync(folder["nothing.csv"]), "nothing.csv roster.not-found");
    }

    [Fact]
    public async Task Damaged_archives_give_faults_and_never_people_short_of_some()
    {
        using SetFolder set = SetFolder.Version12();
        Roster whole = await set.ReadAsync();
        var random = new Random(7);
        for (int round = 0; round < 100; round++)
        {
            Roster roster = await SetFolder.ReadZipAsync(
                set.Files.Select(file => ($"{file.Key}.csv", Encoding.UTF8.GetBytes(file.Value))),
                patch: bytes => bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8)));
            Assert.True(!roster.Issues.IsEmpty || roster.Digest == whole.Digest, $"Round {round}: a damaged set was taken for a good one.");
        }
    }

    [Fact]
    public async Task A_link_is_not_followed()
    {
        using SetFolder set = SetFolder.Version12();
        using var outside = new TemporaryFolder();
        await File.WriteAllTextAsync(outside["users.csv"], set.Files["users"]);
        set.Files.Remove("users");
        File.CreateSymbolicLink(Path.Combine(set.Path, "users.csv"), outside["users.csv"]);
        Roster roster = await set.ReadAsync();
        SetFolder.Faults(roster, "users.csv roster.link");
        Assert.Empty(roster.People);
    }

    // APPNOTE 4.3.12: the central directory's header, flags at 8, size at 24, name at 46.
    private static void OfCentralEntry(byte[] zip, string name, SpanAction change)
    {
        byte[] wanted = Encoding.ASCII.GetBytes(name);
        for (int at = 0; at < zip.Length - 46 - wanted.Length; at++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(at)) == 0x02014b50 && zip.AsSpan(at + 46, wanted.Length).SequenceEqual(wanted))
            {
                change(zip.AsSpan(at));
                return;
            }
        }

        Assert.Fail("No such entry.");
    }

    private delegate void SpanAction(Span<byte> entry);
}
