using Microsoft.Data.Sqlite;

namespace EduIct.Ledger;

/// <summary>A statement that runs for each of a million rows: parsed once, its parameters filled anew each time. For one thread at a time.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqliteCommand _command;

    /// <param name="connection">Where it runs; outlives it.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Names of its parameters, with their sign, in the order in which values are given. One that it does not use does no harm.</param>
    public PreparedStatement(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (string name in parameters)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = name, Value = DBNull.Value });
        }
    }

    /// <summary>Runs it.</summary>
    /// <returns>Rows changed.</returns>
    public int Execute(SqliteTransaction transaction, params ReadOnlySpan<object?> values) => Bind(transaction, values).ExecuteNonQuery();

    /// <summary>Runs it and reads the first value of the first row that it gives; null where it gives none.</summary>
    public object? Scalar(SqliteTransaction transaction, params ReadOnlySpan<object?> values) => Bind(transaction, values).ExecuteScalar();

    /// <summary>Runs it and reads what it gives.</summary>
    public SqliteDataReader Read(SqliteTransaction transaction, params ReadOnlySpan<object?> values) => Bind(transaction, values).ExecuteReader();

    public void Dispose() => _command.Dispose();

    private SqliteCommand Bind(SqliteTransaction transaction, ReadOnlySpan<object?> values)
    {
        _command.Transaction = transaction;
        for (int i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return _command;
    }
}
