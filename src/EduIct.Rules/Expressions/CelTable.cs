namespace EduIct.Expressions;

/// <summary>The facts of many units as columns. A variable without a column is unknown in every row.</summary>
public sealed class CelTable
{
    private readonly CelColumn?[] _columns;

    /// <summary>Makes a table without columns.</summary>
    public CelTable(CelEnvironment environment, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        Environment = environment;
        Rows = rows;
        _columns = new CelColumn?[environment.Variables.Count];
    }

    /// <summary>The environment whose variables the columns are.</summary>
    public CelEnvironment Environment { get; }

    /// <summary>The number of units.</summary>
    public int Rows { get; }

    /// <summary>The column of a variable, by its place in <see cref="CelEnvironment.Variables"/>; null for none. A new one must have been made
    /// for the type of the variable and with as many rows as the table.</summary>
    /// <exception cref="ArgumentException">It was not.</exception>
    public CelColumn? this[int variable]
    {
        get => _columns[variable];
        set
        {
            if (value is not null && (value.Rows != Rows || value.Kind != CelColumn.For(Environment.Variables[variable].Type, 0).Kind))
                throw new ArgumentException($"The column does not fit {Environment.Variables[variable].Name}.", nameof(value));
            _columns[variable] = value;
        }
    }

    internal int Blocks => (Rows + CelColumn.BlockRows - 1) / CelColumn.BlockRows;

    /// <summary>Computes what threads would otherwise compute at once.</summary>
    internal void Seal()
    {
        foreach (CelColumn? column in _columns)
            if (column is { Kind: CelKind.Int })
                column.Range();
    }

    /// <summary>Puts all facts of one row where the variables are.</summary>
    internal void LoadAll(int row, CelFacts facts)
    {
        for (int slot = 0; slot < _columns.Length; slot++)
            facts.Values[slot] = _columns[slot]?[row] ?? Environment.Unreported[slot];
    }

    /// <summary>Puts the facts of one row where the variables are.</summary>
    internal void Load(int row, int[] slots, CelFacts facts)
    {
        foreach (int slot in slots)
            facts.Values[slot] = _columns[slot]?[row] ?? Environment.Unreported[slot];
    }
}
