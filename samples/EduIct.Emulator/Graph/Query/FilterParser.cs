using System.Text;
using EduIct.Emulator.Graph.Protocol;

namespace EduIct.Emulator.Graph.Query;

/// <summary>The used part of OData's filter language: eq, ne, in, and, or, not, startswith, endswith, any, brackets.</summary>
internal sealed class FilterParser
{
    private const int MostChildren = 15;
    private const int MostDepth = 32;
    private readonly EntityType type;
    private readonly List<string> tokens;
    private int position;
    private int depth;

    private FilterParser(EntityType type, List<string> tokens) => (this.type, this.tokens) = (type, tokens);

    public static Clause? Read(GraphCall call, EntityType type)
    {
        if (call.Query["$search"] is not null || call.Query["$orderby"] is not null && call.Query.Filter is not null && !call.IsEventual)
            throw GraphError.Unsupported("Request with $search or sorted $filter is not supported here.");
        if (call.Query.Counts && !call.IsEventual)
            throw GraphError.Unsupported("$count is not currently supported. Set the ConsistencyLevel header to eventual.");
        if (call.Query.Filter is not { } text)
            return null;
        var parser = new FilterParser(type, Tokens(text));
        var clause = parser.Or();
        if (parser.position != parser.tokens.Count)
            throw Wrong();
        return clause.IsAdvanced && !(call.IsEventual && call.Query.Counts)
            ? throw GraphError.Unsupported("Unsupported or invalid query filter clause specified. Advanced query capabilities need the ConsistencyLevel header and $count=true.")
            : clause;
    }

    private Clause Or()
    {
        var left = And();
        var children = 1;
        while (Take("or"))
        {
            if (++children > MostChildren)
                throw GraphError.Unsupported($"Too many child clauses specified in search filter expression containing 'OR' operators: {children}. Max allowed: {MostChildren}.");
            left = new Clause.Or(left, And());
        }
        return left;
    }

    private Clause And()
    {
        var left = Unary();
        while (Take("and"))
            left = new Clause.And(left, Unary());
        return left;
    }

    private Clause Unary()
    {
        if (++depth > MostDepth)
            throw Wrong();
        try
        {
            if (Take("not"))
                return new Clause.Not(Unary());
            if (!Take("("))
                return Comparison();
            var inner = Or();
            Expect(")");
            return inner;
        }
        finally
        {
            depth--;
        }
    }

    private Clause Comparison()
    {
        var name = Next();
        if (name.Equals("startswith", StringComparison.OrdinalIgnoreCase) || name.Equals("endswith", StringComparison.OrdinalIgnoreCase))
        {
            Expect("(");
            var property = Known(Next());
            Expect(",");
            var text = Literal() ?? throw Wrong();
            Expect(")");
            return name[0] is 's' or 'S' ? new Clause.Starts(property, text) : new Clause.Ends(property, text);
        }
        if (name.EndsWith("/any", StringComparison.Ordinal) && Take("("))
            return Any(Known(name[..^"/any".Length]));
        var compared = Known(name);
        if (Take("eq"))
            return new Clause.OneOf(compared, [Literal()]);
        if (Take("ne"))
            return new Clause.Not(new Clause.OneOf(compared, [Literal()]));
        Expect("in");
        return new Clause.OneOf(compared, List());
    }

    /// <summary><c>(p:p eq 'x')</c> or <c>(p:startswith(p,'x'))</c>.</summary>
    private Clause Any(string property)
    {
        var variable = Next();
        Expect(":");
        Clause clause;
        if (Take("startswith"))
        {
            Expect("(");
            Expect(variable);
            Expect(",");
            clause = new Clause.Starts(property, Literal() ?? throw Wrong());
            Expect(")");
        }
        else
        {
            // An element of a list of things is named by the variable and its property: c/skuId.
            var element = Next();
            if (element != variable && !element.StartsWith(variable + "/", StringComparison.Ordinal))
                throw Wrong();
            Expect("eq");
            clause = new Clause.OneOf(property, [Literal()]);
        }
        Expect(")");
        return clause;
    }

    private List<string?> List()
    {
        var values = new List<string?>();
        Expect("(");
        do
            values.Add(Literal());
        while (Take(","));
        Expect(")");
        return values.Count <= MostChildren
            ? values
            : throw GraphError.Unsupported($"Too many child clauses specified in search filter expression containing 'OR' operators: {values.Count}. Max allowed: {MostChildren}.");
    }

    private string? Literal()
    {
        var token = Next();
        if (token.StartsWith('\''))
            return token[1..];
        return token switch
        {
            "null" => null,
            "true" or "false" => token,
            _ when Guid.TryParse(token, out _) => token,
            _ => throw Wrong(),
        };
    }

    private string Known(string property) => type.Knows(property)
        ? property
        : throw new GraphError(400, "BadRequest", $"Invalid filter clause: Could not find a property named '{property}' on type 'microsoft.graph.{type.Name}'.");

    private string Next() => position < tokens.Count ? tokens[position++] : throw Wrong();

    private bool Take(string token)
    {
        if (position == tokens.Count || !tokens[position].Equals(token, StringComparison.OrdinalIgnoreCase))
            return false;
        position++;
        return true;
    }

    private void Expect(string token)
    {
        if (!Take(token))
            throw Wrong();
    }

    /// <summary>Texts keep a quote in front, which tells them from names; a doubled quote inside is one.</summary>
    private static List<string> Tokens(string text)
    {
        var found = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c is '(' or ')' or ',' or ':')
            {
                found.Add(c.ToString());
                at++;
            }
            else if (c == '\'')
            {
                found.Add("'" + Quoted(text, ref at));
            }
            else
            {
                var start = at;
                while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')' or ',' or ':' or '\''))
                    at++;
                found.Add(text[start..at]);
            }
        }
        return found;
    }

    private static string Quoted(string text, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '\'')
                value.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '\'')
                value.Append(text[at++]);
            else
            {
                at++;
                return value.ToString();
            }
        }
        throw Wrong();
    }

    private static GraphError Wrong() => new(400, "BadRequest", "Invalid filter clause");
}
