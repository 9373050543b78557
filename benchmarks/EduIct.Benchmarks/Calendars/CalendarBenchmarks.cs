using System.Collections.Immutable;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using EduIct.Calendars;
using EduIct.Directives;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.Benchmarks.Calendars;

/// <summary>
/// The calendars of all schools of two provinces, and their iCalendar feeds, against formatting the same dates: for each duty its first and last day as RFC 5545 writes
/// days, and nothing else.
/// </summary>
[MemoryDiagnoser]
public class CalendarBenchmarks
{
    private static readonly Instant s_now = Instant.FromUtc(2014, 9, 30, 1, 0);
    private static readonly UnitKind[] s_kinds = [UnitKind.Preschool, UnitKind.Primary, UnitKind.Primary, UnitKind.LowerSecondary, UnitKind.LowerSecondary, UnitKind.UpperSecondary];

    private (Unit Unit, SchoolYear Year, LocalizedText Name)[] _units = [];
    private ImmutableArray<Duty>[] _duties = [];
    private ReportingCalendar _calendar = null!;

    [Params(50_000)]
    public int Units { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (SchoolYear Year, Unit Department)[] provinces =
        [
            (new SchoolYear(2008), VietnamUnits.FindBySlug("BenTre", new LocalDate(2009, 1, 1))!),
            (new SchoolYear(2014), VietnamUnits.FindBySlug("HaNoi", new LocalDate(2015, 1, 1))!),
        ];
        _units = new (Unit, SchoolYear, LocalizedText)[Units];
        for (int i = 0; i < Units; i++)
        {
            (SchoolYear year, Unit department) = provinces[i % provinces.Length];
            string name = string.Create(CultureInfo.InvariantCulture, $"Trường số {i}");
            var school = new Unit(new UnitCode(new CodeSystem("truong"), i.ToString("D6", CultureInfo.InvariantCulture)), s_kinds[i % s_kinds.Length], name, $"truong{i}")
            {
                Existed = department.Existed,
                Parents = [new UnitParent(department.Code, department.Existed)],
            };
            _units[i] = (school, year, new LocalizedText(name, string.Create(CultureInfo.InvariantCulture, $"School {i}")));
        }

        _calendar = new ReportingCalendar(
            DirectiveLibrary.Embedded,
            new ReportingCalendarOptions { Units = VietnamUnits.Tree.With(_units.Select(one => one.Unit), "schools").GetTreeOrThrow() });
        _duties = [.. _units.Select(one => _calendar.For(one.Unit, one.Year))];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"// {_duties.Sum(duties => (long)duties.Length)} duties of {Units} units, {Feeds()} characters of feeds."));
    }

    [Benchmark(Baseline = true)]
    public long Dates()
    {
        long written = 0;
        foreach (ImmutableArray<Duty> duties in _duties)
        {
            foreach (Duty duty in duties)
            {
                if (duty.LastMoment is { } last)
                {
                    written += (duty.Days.From ?? last.Date).ToString("yyyyMMdd", CultureInfo.InvariantCulture).Length
                        + last.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture).Length;
                }
            }
        }

        return written;
    }

    [Benchmark]
    public long Calendars()
    {
        long duties = 0;
        foreach ((Unit unit, SchoolYear year, _) in _units)
        {
            duties += _calendar.For(unit, year).Length;
        }

        return duties;
    }

    [Benchmark]
    public long Feeds()
    {
        long written = 0;
        foreach ((Unit unit, SchoolYear year, LocalizedText name) in _units)
        {
            written += CalendarFeed.First(unit.Code.Value, name, _calendar.For(unit, year), s_now).ToICalendar().Length;
        }

        return written;
    }
}
