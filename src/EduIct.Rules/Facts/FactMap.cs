using EduIct.Expressions;
using EduIct.Issues;
using EduIct.Units;
using NodaTime;

namespace EduIct.Facts;

/// <summary>How a product's own objects give facts: one function for each. Build once, use for any number of objects.</summary>
/// <typeparam name="T">The product's type of a unit.</typeparam>
/// <param name="dictionary">The facts.</param>
/// <param name="unit">The unit of an object.</param>
/// <param name="reported">The day for which an object's facts hold; null for not said.</param>
public sealed class FactMap<T>(FactDictionary dictionary, Func<T, FactUnit> unit, Func<T, LocalDate?>? reported = null)
{
    private readonly List<(string Fact, Func<T, CelValue?> Value)> _values = [];

    /// <summary>A count; null is unknown.</summary>
    /// <exception cref="ArgumentException">The dictionary has no such fact, or it is of another type.</exception>
    public FactMap<T> Count(string fact, Func<T, long?> value) => Add(fact, item => value(item) is { } count ? CelValue.Int(count) : null, FactType.Count);

    /// <summary>A number or a percentage; null is unknown.</summary>
    /// <exception cref="ArgumentException">The dictionary has no such fact, or it is of another type.</exception>
    public FactMap<T> Number(string fact, Func<T, double?> value) =>
        Add(fact, item => value(item) is { } number ? CelValue.Double(number) : null, FactType.Number, FactType.Percent);

    /// <summary>Yes or no; null is unknown.</summary>
    /// <exception cref="ArgumentException">The dictionary has no such fact, or it is of another type.</exception>
    public FactMap<T> Flag(string fact, Func<T, bool?> value) => Add(fact, item => value(item) is { } flag ? CelValue.Bool(flag) : null, FactType.Flag);

    /// <summary>A choice or a text; null is unknown.</summary>
    /// <exception cref="ArgumentException">The dictionary has no such fact, or it is of another type.</exception>
    public FactMap<T> Text(string fact, Func<T, string?> value) =>
        Add(fact, item => value(item) is { } text ? CelValue.String(text) : null, FactType.Choice, FactType.Text);

    /// <summary>Fills a table.</summary>
    /// <param name="items">The objects.</param>
    /// <param name="source">Their name in the places of faults; the line is the position of the object, from 1.</param>
    /// <param name="cancellationToken">Looked at between objects.</param>
    public FactTableResult Fill(IEnumerable<T> items, string source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        var builder = new FactTableBuilder(dictionary, source);
        (int Slot, Func<T, CelValue?> Value, string Fact)[] values =
            [.. _values.Select(value => (builder.FindFact(value.Fact, new SourcePlace(source, Field: value.Fact))!.Value, value.Value, value.Fact))];
        int line = 0;
        foreach (T item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int row = builder.AddUnit(unit(item), reported?.Invoke(item), ++line);
            foreach ((int slot, Func<T, CelValue?> value, string fact) in values)
            {
                if (value(item) is { } known)
                {
                    builder.Report(row, slot, known, builder.Place(line, fact));
                }
            }
        }

        return builder.Build();
    }

    private FactMap<T> Add(string fact, Func<T, CelValue?> value, params ReadOnlySpan<FactType> types)
    {
        if (!dictionary.TryFind(fact, out FactDefinition? definition) || !types.Contains(definition.Type))
        {
            throw new ArgumentException($"The dictionary has no such fact '{fact}' of type {string.Join(" or ", types.ToArray())}.", nameof(fact));
        }

        _values.Add((fact, value));
        return this;
    }
}
