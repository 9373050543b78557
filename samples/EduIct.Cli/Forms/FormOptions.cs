using System.CommandLine;
using System.CommandLine.Parsing;
using EduIct.Calendars;

namespace EduIct.Cli.Forms;

/// <summary>The options that forms and surveys share.</summary>
internal static class FormOptions
{
    public static Option<FileInfo> Out() => new("--out") { Description = "tệp XLSX sẽ ghi / the XLSX file to write", HelpName = "FILE.xlsx", Required = true };

    public static Option<SchoolYear?> Year(string description) => new("--year") { Description = description, HelpName = "YEAR", CustomParser = Year };

    private static SchoolYear? Year(ArgumentResult argument)
    {
        if (SchoolYear.TryParse(argument.Tokens[0].Value, out SchoolYear year))
        {
            return year;
        }

        argument.AddError($"'{argument.Tokens[0].Value}' is not a school year (2008-2009).");
        return null;
    }
}
