using EduIct.Cli.Terminal;
using EduIct.Directives;
using EduIct.Facts;

namespace EduIct.Cli.Directives;

/// <summary>Directives for people at a terminal.</summary>
internal static class DirectiveText
{
    public static void Directive(CliTerminal terminal, Directive directive)
    {
        DirectiveHeader header = directive.Header;
        terminal.Say(
            $"{header.Number}, {header.Date:dd/MM/uuuu}: {header.Subject.Vi}\n{header.Issuer.Vi}{(directive.Jurisdiction is { } so ? $"; áp dụng cho các đơn vị thuộc Sở {so}" : "")}",
            $"{header.Number}, {header.Date:uuuu-MM-dd}: {header.Subject.En}\n{header.Issuer.En}{(directive.Jurisdiction is { } of ? $"; for the units under the Sở {of}" : "")}");
        foreach (Clause clause in directive.Clauses)
        {
            terminal.Out.WriteLine($"\n{clause.Path}  “{clause.Words}”");
            if (clause.WithoutEntry is { } reason)
            {
                terminal.Out.WriteLine($"    – {terminal.Text(reason)}");
            }

            foreach (DirectiveEntry entry in directive.Entries.Where(entry => entry.Clause == clause.Path))
            {
                Line(terminal, entry);
            }
        }

        if (directive.Clauses.IsEmpty)
        {
            foreach (DirectiveEntry entry in directive.Entries)
            {
                Line(terminal, entry);
            }
        }
    }

    public static void Entry(CliTerminal terminal, Directive directive, DirectiveEntry entry)
    {
        terminal.Out.WriteLine($"{entry.Id}  [{JsonOutput.Camel(entry.Kind)}, {JsonOutput.Camel(entry.Provision.Strength)}]");
        terminal.Out.WriteLine($"{terminal.Text(entry.Title)}");
        terminal.Out.WriteLine($"{directive.Header.Number}, {entry.Clause}: “{entry.Provision.Words}”");
        Binding binds = entry.Provision.Binds;
        terminal.Say(
            $"Ràng buộc: {string.Join(", ", binds.Kinds)} {binds.Who?.Vi}{(binds.When is { } when ? $" khi {when}" : "")}",
            $"Binds: {string.Join(", ", binds.Kinds)} {binds.Who?.En}{(binds.When is { } condition ? $" when {condition}" : "")}");
        if (entry is Requirement requirement)
        {
            terminal.Say($"Đạt khi: {requirement.Test}", $"Met when: {requirement.Test}");
            foreach (Need need in requirement.Needs)
            {
                terminal.Say($"Đủ khi: {need.Fact} ≥ {need.AtLeast}", $"Enough: {need.Fact} ≥ {need.AtLeast}");
            }
        }

        if (entry is PopulationTarget target)
        {
            string share = target.IsStrict ? $"> {target.Share} %" : $"≥ {target.Share} %";
            terminal.Out.WriteLine($"{share}: {target.Test ?? $"{target.Part} / {target.Whole}"}");
        }

        if (entry.Provision.Note is { } note)
        {
            terminal.Out.WriteLine(terminal.Text(note));
        }
    }

    /// <summary>A fact and the clauses that ask for it.</summary>
    public static void Fact(CliTerminal terminal, FactDefinition fact)
    {
        terminal.Out.WriteLine($"{fact.Id}  [{JsonOutput.Camel(fact.Type)}]");
        terminal.Out.WriteLine(terminal.Text(fact.Label));
        foreach ((Directive directive, DirectiveEntry entry) in DirectiveLibrary.Embedded.Asking(fact.Id))
        {
            terminal.Out.WriteLine($"    {directive.Header.Number}, {entry.Clause}  {entry.Id}");
        }
    }

    private static void Line(CliTerminal terminal, DirectiveEntry entry) =>
        terminal.Out.WriteLine($"    {entry.Id}  [{JsonOutput.Camel(entry.Kind)}, {JsonOutput.Camel(entry.Provision.Strength)}] {terminal.Text(entry.Title)}");
}
