using System.CommandLine;
using EduIct.Cli.Calendars;
using EduIct.Cli.Compliance;
using EduIct.Cli.Demo;
using EduIct.Cli.Directives;
using EduIct.Cli.Dispatches;
using EduIct.Cli.Expressions;
using EduIct.Cli.Forms;
using EduIct.Cli.Google;
using EduIct.Cli.Guardians;
using EduIct.Cli.Ledger;
using EduIct.Cli.Naming;
using EduIct.Cli.Planning;
using EduIct.Cli.Posts;
using EduIct.Cli.Rosters;
using EduIct.Cli.Running;
using EduIct.Cli.Terminal;
using EduIct.Cli.Units;
using EduIct.Emulator;

namespace EduIct.Cli;

/// <summary>Every command of <c>eduict</c>.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> Create(CliTerminal terminal) =>
    [
        DemoCommand.Create(terminal),
        AsciiCommand.Create(terminal),
        NameCommand.Create(terminal),
        RosterCommand.Create(terminal),
        PlanCommand.Create(terminal),
        ApplyCommand.Create(terminal),
        VerifyCommand.Create(terminal),
        PostsCommand.Create(terminal),
        DoctorCommand.Create(terminal),
        LedgerCommand.Create(terminal),
        EmulatorCommand.Create(),
        UnitsCommand.Create(terminal),
        CelCommand.Create(terminal),
        DirectivesCommand.Create(terminal),
        CheckCommand.Create(terminal),
        CalendarCommand.Create(terminal),
        DispatchCommand.Create(terminal),
        ResultsCommand.Create(terminal),
        FormsCommand.Create(terminal),
        SurveyCommand.Create(terminal),
    ];
}
