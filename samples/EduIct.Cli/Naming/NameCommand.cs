using System.Collections.Frozen;
using System.Collections.Immutable;
using System.CommandLine;
using EduIct.Accounts;
using EduIct.Addresses;
using EduIct.Cli.Terminal;
using EduIct.Issues;
using EduIct.Naming;
using EduIct.People;
using EduIct.Units;
using NodaTime;

namespace EduIct.Cli.Naming;

/// <summary><c>eduict name</c>: the addresses that people would get in an empty tenant, whatever the order of the lines.</summary>
internal static class NameCommand
{
    // What Google accepts (support.google.com/a/answer/9193374); a preview has no provider to ask.
    private static readonly DirectoryLimits s_limits = new(60, 60, 64, 73, "-_'", FrozenSet.Create("abuse", "postmaster"));

    private static readonly CodeSystem s_lines = CodeSystem.Vendor("lines");

    public static Command Create(CliTerminal terminal)
    {
        var patterns = new Option<string[]>("--pattern")
        {
            Description = "mẫu địa chỉ, mẫu trước được ưu tiên / address pattern, the preferred one first: {given}.{initials}{yy}",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
            HelpName = "P",
        };
        var domain = new Option<string>("--domain") { Description = "tên miền / domain", Required = true, HelpName = "D" };
        Argument<string?> file = TextLines.FileArgument();
        var command = new Command(
            "name", "Dòng 'mã<TAB>họ tên<TAB>ngày sinh' vào, 'mã<TAB>địa chỉ' ra. / Lines 'id<TAB>full name<TAB>birth date' in, 'id<TAB>address' out.")
        {
            patterns, domain, file,
        };
        command.SetAction((result, cancellationToken) => RunAsync(
            terminal, result.GetRequiredValue(patterns), result.GetRequiredValue(domain).ToLowerInvariant(), result.GetValue(file), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliTerminal terminal, string[] patternTexts, string domain, string? file, CancellationToken cancellationToken)
    {
        if (ReadPatterns(terminal, patternTexts, domain) is not { } patterns)
        {
            return ExitCode.BadInput;
        }

        // Every line is read before the first is answered: who gets which address must not depend on their order.
        var lines = new List<(PersonKey? Key, LocalizedText Fault)>();
        var requests = new Dictionary<PersonKey, AddressRequest>();
        await foreach (string line in TextLines.ReadAsync(file, cancellationToken))
        {
            (PersonKey? key, NamingSubject? subject, LocalizedText fault) = ReadLine(line);
            if (key is { } good && !requests.TryAdd(good, new AddressRequest(good, subject!, domain, "", patterns, s_limits)))
            {
                lines.Add((null, new LocalizedText($"Mã '{good.Value}' đã có ở trên.", $"The id '{good.Value}' stands above already.")));
            }
            else
            {
                lines.Add((key, fault));
            }
        }

        IReadOnlyDictionary<(string Provider, PersonKey Key), EmailAddress> given = AddressBook.Open([], []).Assign(requests.Values);
        int exit = ExitCode.Done;
        foreach ((int index, (PersonKey? key, LocalizedText fault)) in lines.Index())
        {
            if (key is { } person && given.TryGetValue(("", person), out EmailAddress address))
            {
                terminal.Out.WriteLine($"{person.Value}\t{address}");
                continue;
            }

            TextLines.Refuse(terminal, file, index + 1, key is null ? "name.bad-line" : "name.no-address", key is null
                ? fault
                : new LocalizedText("Không mẫu nào cho ra địa chỉ hợp lệ (thiếu ngày sinh?).", "No pattern gives a legal address (is the birth date missing?)."));
            exit = ExitCode.BadInput;
        }

        return exit;
    }

    private static ImmutableArray<AddressPattern>? ReadPatterns(CliTerminal terminal, string[] texts, string domain)
    {
        bool good = EmailAddress.IsDomain(domain);
        if (!good)
        {
            terminal.Fault($"'{domain}' không phải là tên miền.", $"'{domain}' is not a domain.");
        }

        var patterns = ImmutableArray.CreateBuilder<AddressPattern>();
        foreach (string text in texts)
        {
            if (AddressPattern.TryParse(text, out AddressPattern? pattern, out ImmutableArray<Issue> faults))
            {
                patterns.Add(pattern);
            }

            foreach (Issue fault in faults)
            {
                terminal.Fault(fault);
                good = false;
            }
        }

        return good ? patterns.ToImmutable() : null;
    }

    private static (PersonKey? Key, NamingSubject? Subject, LocalizedText Fault) ReadLine(string line)
    {
        string[] fields = line.Split('\t');
        if (fields.Length is not (2 or 3))
        {
            return (null, null, new LocalizedText("Dòng phải có: mã<TAB>họ tên<TAB>ngày sinh.", "A line has: id<TAB>full name<TAB>birth date."));
        }

        string id = fields[0].Trim();
        if (!UnitCode.IsValue(id))
        {
            return (null, null, new LocalizedText($"'{id}' không phải là mã.", $"'{id}' is not an id."));
        }

        if (!VietnameseText.TryToAscii(fields[1], out _, out LocalizedText fault))
        {
            return (null, null, fault);
        }

        LocalDate? birth = null;
        string date = fields.Length == 3 ? fields[2].Trim() : "";
        if (date.Length > 0)
        {
            if (!VietnameseDate.TryParse(date, out LocalDate parsed))
            {
                return (null, null, new LocalizedText($"'{date}' không phải là ngày (05/09/2012 hoặc 2012-09-05).", $"'{date}' is not a date (05/09/2012 or 2012-09-05)."));
            }

            birth = parsed;
        }

        return (new PersonKey(s_lines, id), new NamingSubject { Name = PersonName.Parse(fields[1]), Code = id, BirthDate = birth }, default);
    }
}
