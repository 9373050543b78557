using System.CommandLine.Parsing;
using EduIct.Naming;
using NodaTime;

namespace EduIct.Cli.Terminal;

/// <summary>Values of options as people write them.</summary>
internal static class Values
{
    /// <summary>A school year, <c>2008-2009</c>.</summary>
    public static EduIct.Calendars.SchoolYear? SchoolYear(ArgumentResult argument)
    {
        if (EduIct.Calendars.SchoolYear.TryParse(argument.Tokens[0].Value, out EduIct.Calendars.SchoolYear year))
        {
            return year;
        }

        argument.AddError($"'{argument.Tokens[0].Value}' is not a school year (2008-2009).");
        return null;
    }

    /// <summary>A day, ISO or dd/MM/yyyy.</summary>
    public static LocalDate? Day(ArgumentResult argument)
    {
        if (VietnameseDate.TryParse(argument.Tokens[0].Value, out LocalDate date))
        {
            return date;
        }

        argument.AddError($"'{argument.Tokens[0].Value}' is not a date (2026-11-23 or 23/11/2026).");
        return null;
    }
}
