using Microsoft.Extensions.Options;

namespace EduIct.Calendars;

/// <summary>Tells every setting that is out of range.</summary>
internal sealed class CalendarOptionsValidator : IValidateOptions<CalendarOptions>
{
    public ValidateOptionsResult Validate(string? name, CalendarOptions options)
    {
        List<string> faults = [];
        if (options.AddressKey.Length < 32)
        {
            faults.Add($"{nameof(CalendarOptions.AddressKey)} has {options.AddressKey.Length} bytes; at least 32 random ones are needed.");
        }

        if (options.MaxAge < TimeSpan.Zero || options.MaxAge > TimeSpan.FromDays(7))
        {
            faults.Add($"{nameof(CalendarOptions.MaxAge)} is {options.MaxAge}; 0 to 7 days are possible.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
