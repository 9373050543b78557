using System.Buffers;
using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text.Json;
using EduIct.Issues;

namespace EduIct.Planning;

/// <summary>Reads one plan file, line by line, and collects what is wrong with it.</summary>
internal sealed class PlanFileReader(string source)
{
    // The header holds a plan's claims: some 120 bytes each, a million for a large province.
    private const int LongestHeader = 512 * 1024 * 1024;
    private const int LongestLine = 4 * 1024 * 1024;
    private const int MostIssues = 1000;

    private readonly ImmutableArray<Issue>.Builder _issues = ImmutableArray.CreateBuilder<Issue>();
    private readonly ImmutableArray<PlanOperation>.Builder _operations = ImmutableArray.CreateBuilder<PlanOperation>();
    private readonly ImmutableArray<LeftAlone>.Builder _leftAlone = ImmutableArray.CreateBuilder<LeftAlone>();
    private readonly HashSet<int> _seqs = [];
    private PlanHeaderLine? _header;
    private PlanEndLine? _end;
    private int _line;
    private int _operationLines;
    private int _lastSeq;
    private bool _stopped;

    private enum LineKind
    {
        Unknown,
        Header,
        Operation,
        LeftAlone,
        End,
    }

    public async Task<PlanReading> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        PipeReader pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        while (!_stopped)
        {
            ReadResult result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = result.Buffer;
            while (!_stopped && buffer.PositionOf((byte)'\n') is { } feed)
            {
                Take(buffer.Slice(0, feed), hash, ended: true);
                buffer = buffer.Slice(buffer.GetPosition(1, feed));
            }

            if (!_stopped && buffer.Length > (_line == 0 ? LongestHeader : LongestLine))
            {
                Report(PlanIssues.TooLong(source, _line + 1));
                _stopped = true;
            }

            if (!_stopped && result.IsCompleted)
            {
                if (!buffer.IsEmpty)
                {
                    Take(buffer, hash, ended: false);
                }

                buffer = buffer.Slice(buffer.End);
                pipe.AdvanceTo(buffer.Start, buffer.End);
                break;
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
        }

        await pipe.CompleteAsync().ConfigureAwait(false);
        return Finish(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private PlanReading Finish(string digest)
    {
        if (!_stopped)
        {
            if (_end is null)
            {
                Report(PlanIssues.NoEnd(source, _line));
            }
            else
            {
                CheckEnd(_end, digest);
            }
        }

        return _issues.Count > 0 || _header is null
            ? new PlanReading(null, null, _issues.ToImmutable())
            : new PlanReading(new Plan(_header.ToHeader(), _operations.ToImmutable(), _leftAlone.ToImmutable()), digest, []);
    }

    private void CheckEnd(PlanEndLine end, string digest)
    {
        if (!string.Equals(end.Digest, digest, StringComparison.Ordinal))
        {
            Report(PlanIssues.Digest(source, _line));
        }

        if (!end.End || end.Count != _operationLines)
        {
            Report(PlanIssues.Count(source, _line, "count"));
        }

        if (_header is not null && _issues.Count == 0)
        {
            Dictionary<string, int> counts = _operations
                .GroupBy(operation => JsonNamingPolicy.CamelCase.ConvertName(operation.Kind.ToString()), StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
            if (counts.Count != _header.Counts.Count || counts.Any(pair => _header.Counts.GetValueOrDefault(pair.Key) != pair.Value))
            {
                Report(PlanIssues.Count(source, 1, "counts"));
            }
        }
    }

    private void Take(ReadOnlySequence<byte> bytes, IncrementalHash hash, bool ended)
    {
        _line++;
        if (_end is not null)
        {
            Report(PlanIssues.AfterEnd(source, _line));
            _stopped = true;
            return;
        }

        try
        {
            LineKind kind = KindOf(bytes);
            if (kind != LineKind.End)
            {
                foreach (ReadOnlyMemory<byte> segment in bytes)
                {
                    hash.AppendData(segment.Span);
                }

                if (ended)
                {
                    hash.AppendData("\n"u8);
                }
            }

            Utf8JsonReader reader = new(bytes);
            Take(kind, ref reader);
        }
        catch (JsonException exception)
        {
            Report(_line == 1 ? PlanIssues.NoHeader(source, 1) : PlanIssues.NotJson(source, _line, exception));
        }

        // Without a header that can be trusted the other lines mean nothing.
        _stopped |= _header is null;
    }

    private void Take(LineKind kind, ref Utf8JsonReader reader)
    {
        if (_line == 1 != (kind == LineKind.Header))
        {
            Report(PlanIssues.NoHeader(source, _line));
            return;
        }

        switch (kind)
        {
            case LineKind.Header:
                TakeHeader(JsonSerializer.Deserialize(ref reader, PlanJson.Readable.PlanHeaderLine)!);
                break;
            case LineKind.Operation:
                _operationLines++;
                TakeOperation(JsonSerializer.Deserialize(ref reader, PlanJson.Readable.PlanOperationLine)!);
                break;
            case LineKind.LeftAlone:
                PlanLeftAloneLine left = JsonSerializer.Deserialize(ref reader, PlanJson.Readable.PlanLeftAloneLine)!;
                _leftAlone.Add(left.ToLeftAlone());
                break;
            case LineKind.End:
                _end = JsonSerializer.Deserialize(ref reader, PlanJson.Readable.PlanEndLine)!;
                break;
            default:
                Report(PlanIssues.UnknownLine(source, _line));
                break;
        }
    }

    private void TakeHeader(PlanHeaderLine header)
    {
        if (!string.Equals(header.Format, PlanHeaderLine.FormatName, StringComparison.Ordinal))
        {
            Report(PlanIssues.NoHeader(source, 1));
        }
        else if (header.Version != PlanHeader.CurrentVersion)
        {
            Report(PlanIssues.Version(source, header.Version));
        }
        else
        {
            _header = header;
        }
    }

    private void TakeOperation(PlanOperationLine line)
    {
        PlanOperation operation = line.ToOperation();
        if (_leftAlone.Count > 0)
        {
            Report(PlanIssues.Order(source, _line));
        }

        if (operation.Seq <= _lastSeq)
        {
            Report(PlanIssues.Seq(source, _line, operation.Seq));
        }

        foreach (int after in operation.After)
        {
            if (after >= operation.Seq || !_seqs.Contains(after))
            {
                Report(PlanIssues.After(source, _line, after));
            }
        }

        foreach (string field in OperationShape.MissingFields(operation))
        {
            Report(PlanIssues.Missing(source, _line, field));
        }

        _lastSeq = Math.Max(_lastSeq, operation.Seq);
        _seqs.Add(operation.Seq);
        _operations.Add(operation);
    }

    // Properties stand in any order, as JSON has it; values are skipped.
    private static LineKind KindOf(ReadOnlySequence<byte> bytes)
    {
        Utf8JsonReader reader = new(bytes);
        LineKind kind = LineKind.Unknown;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("No object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && kind == LineKind.Unknown)
        {
            kind = reader.ValueTextEquals("seq"u8) ? LineKind.Operation
                : reader.ValueTextEquals("leftAlone"u8) ? LineKind.LeftAlone
                : reader.ValueTextEquals("format"u8) ? LineKind.Header
                : reader.ValueTextEquals("end"u8) ? LineKind.End
                : LineKind.Unknown;
            reader.Skip();
        }

        return kind;
    }

    // A file full of faults says enough with the first thousand.
    private void Report(Issue issue)
    {
        if (_issues.Count < MostIssues)
        {
            _issues.Add(issue);
        }
    }
}
