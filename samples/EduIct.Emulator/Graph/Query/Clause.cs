using System.Text.Json.Nodes;
using EduIct.Emulator.Graph.State;

namespace EduIct.Emulator.Graph.Query;

/// <summary>One part of a <c>$filter</c>. Text is compared without regard to case, as Graph does.</summary>
internal abstract record Clause
{
    public abstract bool Matches(DirectoryObject item);

    /// <summary>The ids among which the matches are, where an index tells; null: all.</summary>
    public virtual IEnumerable<string>? Narrow(GraphTable table, string kind) => null;

    /// <summary>Whether the index's view is needed for it (ConsistencyLevel: eventual and $count=true).</summary>
    public virtual bool IsAdvanced => false;

    public sealed record And(Clause Left, Clause Right) : Clause
    {
        public override bool IsAdvanced => Left.IsAdvanced || Right.IsAdvanced;
        public override bool Matches(DirectoryObject item) => Left.Matches(item) && Right.Matches(item);
        public override IEnumerable<string>? Narrow(GraphTable table, string kind) => Left.Narrow(table, kind) ?? Right.Narrow(table, kind);
    }

    public sealed record Or(Clause Left, Clause Right) : Clause
    {
        public override bool IsAdvanced => Left.IsAdvanced || Right.IsAdvanced;
        public override bool Matches(DirectoryObject item) => Left.Matches(item) || Right.Matches(item);
        public override IEnumerable<string>? Narrow(GraphTable table, string kind) =>
            Left.Narrow(table, kind) is { } left && Right.Narrow(table, kind) is { } right ? left.Union(right) : null;
    }

    public sealed record Not(Clause Inner) : Clause
    {
        public override bool IsAdvanced => true;
        public override bool Matches(DirectoryObject item) => !Inner.Matches(item);
    }

    /// <summary><c>property eq 'x'</c>, <c>property in ('x','y')</c>, and <c>list/any(p:p eq 'x')</c>: one of the values.</summary>
    public sealed record OneOf(string Property, IReadOnlyList<string?> Values) : Clause
    {
        // msgraph-sdk-php issue 329: without the advanced query capabilities these attributes are not known to a filter.
        public override bool IsAdvanced => Property.StartsWith("onPremisesExtensionAttributes/", StringComparison.Ordinal) || Values.Contains(null);

        public override bool Matches(DirectoryObject item)
        {
            var found = Texts(item, Property);
            return found.Length == 0 ? Values.Contains(null) : found.Any(text => Values.Contains(text, StringComparer.OrdinalIgnoreCase));
        }

        public override IEnumerable<string>? Narrow(GraphTable table, string kind)
        {
            if (Values.Contains(null))
                return null;
            if (Property == "id")
                return Values.Where(id => table.LiveOf(kind, id!) is not null).Select(id => table.ById(id!)!.Id);
            return GraphTable.IsIndexed(Property) ? Values.SelectMany(value => table.By(kind, Property, value!)).Distinct(StringComparer.Ordinal) : null;
        }
    }

    public sealed record Starts(string Property, string Prefix) : Clause
    {
        public override bool Matches(DirectoryObject item) => Array.Exists(Texts(item, Property), text => text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
    }

    public sealed record Ends(string Property, string Suffix) : Clause
    {
        public override bool IsAdvanced => true;
        public override bool Matches(DirectoryObject item) => Array.Exists(Texts(item, Property), text => text.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase));
    }

    private static string[] Texts(DirectoryObject item, string property)
    {
        var path = property.Split('/');
        var value = Selection.Value(item, path[0]);
        for (var i = 1; i < path.Length; i++)
            value = (value as JsonObject)?[path[i]];
        return value switch
        {
            null => [],
            JsonArray array => [.. array.Select(one => one?.ToString() ?? "")],
            _ => [value.ToString()],
        };
    }
}
