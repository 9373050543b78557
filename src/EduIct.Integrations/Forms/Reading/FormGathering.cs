using System.Collections.Immutable;
using EduIct.Directives;
using EduIct.Facts;
using EduIct.Issues;

namespace EduIct.Forms;

/// <summary>A folder of returned forms, gathered: the units of all files in one table, file after file by name, with every doubt.</summary>
/// <param name="Readings">What each file says, refused files too.</param>
/// <param name="Table">All units; what more than one file says of a unit is that of the first.</param>
/// <param name="Doubts">Every refusal and every doubt, in the order of the files.</param>
public sealed record FormGathering(ImmutableArray<FormReading> Readings, FactTable Table, ImmutableArray<Issue> Doubts)
{
    /// <summary>Reads every workbook of a folder.</summary>
    /// <param name="folder">The folder; files whose names begin with <c>~$</c> or a point are left out, as programs keep them beside open files.</param>
    /// <param name="library">The directives.</param>
    /// <param name="cancellationToken">Looked at between files and rows.</param>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    public static FormGathering Read(string folder, DirectiveLibrary library, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(library);
        var reader = new FormReader(library);
        var readings = ImmutableArray.CreateBuilder<FormReading>();
        foreach (string path in Directory.EnumerateFiles(folder).Where(IsWorkbook).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using FileStream file = File.OpenRead(path);
            readings.Add(reader.Read(file, Path.GetFileName(path), cancellationToken));
        }

        return Of(readings.ToImmutable(), library);
    }

    private static FormGathering Of(ImmutableArray<FormReading> readings, DirectiveLibrary library)
    {
        var table = new FactTableBuilder(library.Facts, "forms");
        var doubts = ImmutableArray.CreateBuilder<Issue>();
        var from = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (FormReading reading in readings)
        {
            if (reading.Refused is { } refused)
            {
                doubts.Add(refused);
                continue;
            }

            doubts.AddRange(reading.Doubts);
            var own = ImmutableArray.CreateBuilder<FormReadRow>();
            foreach (FormReadRow row in reading.Rows)
            {
                if (from.TryGetValue(row.Unit.Code, out string? other))
                {
                    doubts.Add(new Issue("forms.unit-twice", new SourcePlace(reading.Source), new LocalizedText(
                        $"Đơn vị '{row.Unit.Code}' đã có trong {other}; bỏ qua.", $"The unit '{row.Unit.Code}' is in {other} already; passed over.")));
                    continue;
                }

                from.Add(row.Unit.Code, reading.Source);
                own.Add(row);
            }

            (reading with { Rows = own.ToImmutable() }).AddTo(table);
        }

        FactTableResult built = table.Build();
        doubts.AddRange(built.Issues);

        // What the table takes for a fault was told; the rest is gathered without it.
        return new FormGathering(readings, built.Table ?? WithoutFaults(readings, built.Issues, library), doubts.ToImmutable());
    }

    private static FactTable WithoutFaults(ImmutableArray<FormReading> readings, ImmutableArray<Issue> faults, DirectiveLibrary library)
    {
        HashSet<SourcePlace> wrong = [.. faults.Select(fault => fault.Place)];

        // A fault that names no cell is one of several together, as a part larger than its whole: then nothing of those files' units is sure.
        return Built(readings, library, value => !wrong.Contains(value.Place)).Table ?? Built(readings, library, _ => false).GetTableOrThrow();
    }

    private static FactTableResult Built(ImmutableArray<FormReading> readings, DirectiveLibrary library, Func<FormReadValue, bool> isSure)
    {
        var table = new FactTableBuilder(library.Facts, "forms");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (FormReading reading in readings.Where(reading => reading.Refused is null))
        {
            ImmutableArray<FormReadRow> rows =
                [.. reading.Rows.Where(row => seen.Add(row.Unit.Code)).Select(row => row with { Values = [.. row.Values.Where(isSure)] })];
            (reading with { Rows = rows }).AddTo(table);
        }

        return table.Build();
    }

    private static bool IsWorkbook(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".xlsx" or ".xlsm" or ".xls" && !Path.GetFileName(path).StartsWith("~$", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith('.');
}
