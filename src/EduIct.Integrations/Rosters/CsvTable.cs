using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using EduIct.Issues;

namespace EduIct.Rosters;

/// <summary>Rows of a CSV (RFC 4180) with their physical lines; broken rows are told and passed over.</summary>
internal sealed class CsvTable : IDisposable
{
    /// <summary>Longest field, in characters: no name and no list of identifiers comes near it.</summary>
    private const int MaxField = 1 << 16;

    private readonly string _area;
    private readonly RosterFile _file;
    private readonly IssueCollector _issues;
    private readonly CsvParser _parser;
    private readonly Dictionary<string, string> _interned = new(StringComparer.Ordinal);
    private bool _bad;
    private bool _blank;
    private int _width;

    public CsvTable(RosterFile file, string delimiter, IssueCollector issues, string area = "roster")
    {
        _area = area;
        _file = file;
        _issues = issues;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            IgnoreBlankLines = false,
            MaxFieldSize = MaxField,
            BadDataFound = _ => _bad = true,
        };
        _parser = new CsvParser(new StreamReader(file.Open(), Encoding.UTF8), configuration);
    }

    /// <summary>What separates the fields of a file whose header is its first line: of comma, semicolon and tab the one that stands there most often.</summary>
    public static string DelimiterOf(RosterFile file)
    {
        using var reader = new StreamReader(file.Open());
        string line = reader.ReadLine() ?? "";
        return new[] { ",", ";", "\t" }.MaxBy(sign => line.Split(sign).Length)!;
    }

    /// <summary>Whether rows were passed over because they are broken: somebody may stand in them.</summary>
    public bool HasBrokenRows { get; private set; }

    /// <summary>The line on which the row begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Fields of the row.</summary>
    public int Count => _parser.Count;

    /// <summary>A field of the row, trimmed; empty beyond the end.</summary>
    public string this[int column] => column >= 0 && column < _parser.Count ? _parser[column].Trim() : "";

    /// <summary>A field whose values repeat, kept once in memory; null where it is empty.</summary>
    public string? Shared(int column)
    {
        string value = this[column];
        if (value.Length == 0)
        {
            return null;
        }

        if (!_interned.TryGetValue(value, out string? kept))
        {
            _interned[value] = kept = value;
        }

        return kept;
    }

    /// <summary>Where a field of the row stands.</summary>
    public SourcePlace Place(int column, string? header = null) => new(_file.Shown, Line, column < 0 ? null : column + 1, header);

    /// <summary>From now on rows have to be this wide.</summary>
    public void FixWidth(int width) => _width = width;

    /// <summary>Goes to the next row that can be used; entirely empty ones are passed over.</summary>
    public bool Read()
    {
        while (true)
        {
            Line = _parser.RawRow + 1;
            _bad = false;
            try
            {
                if (!_parser.Read())
                {
                    return false;
                }
            }
            catch (MaxFieldSizeException)
            {
                HasBrokenRows = true;
                _issues.Add(_area + ".field-too-long", new SourcePlace(_file.Shown, Line),
                    $"Có ô dài hơn {MaxField} ký tự: thiếu dấu ngoặc kép đóng? Phần còn lại của tệp không đọc được.",
                    $"A field is longer than {MaxField} characters: is a closing quote missing? The rest of the file cannot be read.");
                return false;
            }

            Look();
            if (_bad)
            {
                HasBrokenRows = true;
                _issues.Add(_area + ".bad-quotes", new SourcePlace(_file.Shown, Line),
                    "Dấu ngoặc kép không đúng RFC 4180: trong ô có ngoặc kép phải viết hai lần, cả ô đặt trong ngoặc kép.",
                    "Quotes are not as RFC 4180 has them: a quote inside a field is doubled, and the field stands in quotes.");
            }
            else if (_blank)
            {
                continue;
            }
            else if (_width > 0 && Count != _width)
            {
                HasBrokenRows = true;
                _issues.Add(_area + ".field-count", new SourcePlace(_file.Shown, Line), $"Dòng có {Count} ô, tiêu đề có {_width}.", $"The row has {Count} fields, the header has {_width}.");
            }
            else
            {
                return true;
            }
        }
    }

    public void Dispose() => _parser.Dispose();

    // The parser looks at the quotes of a field only when the field is taken.
    private void Look()
    {
        _blank = true;
        for (int column = 0; column < _parser.Count; column++)
        {
            _blank &= _parser[column].AsSpan().Trim().IsEmpty;
        }
    }
}
