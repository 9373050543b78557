using System.Collections.Immutable;
using EduIct.Facts;

namespace EduIct.Directives;

/// <summary>Reads definitions of facts and items, which the common catalogue and packs write alike.</summary>
internal static class DefinitionReader
{
    public static readonly string[] FactProperties = ["id", "type", "label", "noun", "unit", "within", "choices", "choiceLabels", "kinds"];
    public static readonly string[] ItemProperties = ["id", "label", "countsFor"];

    public static ImmutableArray<(FactDefinition Fact, PackNode Node)> Facts(PackNode root)
    {
        ImmutableArray<(FactDefinition, PackNode)>.Builder facts = ImmutableArray.CreateBuilder<(FactDefinition, PackNode)>();
        foreach (PackNode node in root.Items("facts"))
        {
            if (!node.IsObject())
            {
                continue;
            }

            node.Only(FactProperties);
            string? id = node.Text("id", required: true);
            if (id is not null && !IsFactId(id))
            {
                node.Find("id")!.Value.Fault("fact-id", $"'{id}' không có dạng lĩnhVực.tên bằng chữ ASCII.", $"'{id}' is not of the form area.name in ASCII letters.");
                continue;
            }

            if (id is not null && node.Of<FactType>("type", required: true) is { } type && node.Localized("label", required: true) is { } label)
            {
                var fact = new FactDefinition(id, type, label)
                {
                    Noun = node.Localized("noun"),
                    Unit = node.Text("unit"),
                    Within = node.Text("within"),
                    Choices = node.Texts("choices"),
                    ChoiceLabels = node.LocalizedTexts("choiceLabels"),
                    Kinds = node.Kinds("kinds"),
                };
                if (fact.Choices.IsEmpty == (type == FactType.Choice))
                {
                    node.Fault("choices", "Chỉ kiểu choice có choices.", "A choice, and nothing else, has choices.");
                }

                if (fact.ChoiceLabels.Length > 0 && fact.ChoiceLabels.Length != fact.Choices.Length)
                {
                    node.Fault("choice-labels", "choiceLabels phải có đủ tên cho từng giá trị của choices.", "choiceLabels has a name for each of the choices.");
                }

                facts.Add((fact, node));
            }
        }

        return facts.DrainToImmutable();
    }

    public static ImmutableArray<(NeededItem Item, PackNode Node)> Items(PackNode root)
    {
        ImmutableArray<(NeededItem, PackNode)>.Builder items = ImmutableArray.CreateBuilder<(NeededItem, PackNode)>();
        foreach (PackNode node in root.Items("items"))
        {
            if (!node.IsObject())
            {
                continue;
            }

            node.Only(ItemProperties);
            ImmutableArray<string> countsFor = node.Texts("countsFor", required: true);
            if (node.Text("id", required: true) is { } id && node.Localized("label", required: true) is { } label)
            {
                items.Add((new NeededItem(id, label, countsFor), node));
            }
        }

        return items.DrainToImmutable();
    }

    private static bool IsFactId(string id)
    {
        string[] parts = id.Split('.');
        return id.Length <= 80 && parts.Length == 2 && parts[0] != "unit" && parts.All(part => part.Length > 0 && char.IsAsciiLetterLower(part[0]) && part.All(char.IsAsciiLetterOrDigit));
    }
}
