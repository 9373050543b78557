using System.CommandLine;
using System.CommandLine.Parsing;
using EduIct.Cli.Terminal;
using EduIct.Facts;
using EduIct.Units;

namespace EduIct.Cli.Guardians;

/// <summary><c>eduict results</c>: term results to guardians who asked for them, by e-mail and free of charge.</summary>
internal static class ResultsCommand
{
    public static Command Create(CliTerminal terminal) =>
        new("results", "Báo kết quả học kỳ cho phụ huynh có nhu cầu, qua e-mail, miễn phí. / Term results to guardians who asked, by e-mail, free of charge.")
        {
            ResultsSendCommand.Create(terminal),
            ResultsAskCommand.Create(terminal),
            ResultsStopCommand.Create(terminal),
        };

    public static Option<UnitCode?> SchoolOption() => new("--school")
    {
        Description = "mã trường / the school's code",
        HelpName = "CODE",
        Required = true,
        CustomParser = School,
    };

    private static UnitCode? School(ArgumentResult argument)
    {
        if (UnitsOnDay.CodeOf(argument.Tokens[0].Value) is { } code)
        {
            return code;
        }

        argument.AddError($"'{argument.Tokens[0].Value}' is not a code of a unit.");
        return null;
    }
}
