using System.Text;
using System.Text.Json.Nodes;
using EduIct.Directives;

namespace EduIct.Tests.Directives;

/// <summary>Packs from strangers: whatever they hold, they are refused or taken, never thrown, and never cost much.</summary>
public sealed class PackFuzzTests
{
    private const long MostAllocated = 64L << 20;

    [Fact]
    public void Some_mutated_packs_neither_crash_nor_cost_much() => Mutate(seed: 1, packs: 300);

    [Fact]
    [Trait("Category", "Long")]
    public void Many_mutated_packs_neither_crash_nor_cost_much() =>
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 2 }, part => Mutate(seed: part + 10, packs: 5_000));

    private static void Mutate(int seed, int packs)
    {
        DirectiveLibrary empty = DirectiveLibrary.Embedded.Where(_ => false);
        var random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < packs; i++)
        {
            byte[] json = Encoding.UTF8.GetBytes(Some(random).ToJsonString());
            for (int change = random.Next(0, 3); change > 0; change--)
            {
                json[random.Next(json.Length)] = (byte)random.Next(256);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            LibraryCheck check = empty.With(new PackFile("fuzz.json", json));
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < MostAllocated, $"{allocated} bytes for {Encoding.UTF8.GetString(json)}");
            Assert.Equal(check.Library is null, check.Issues.Length > 0);
            taken += check.Library is null ? 0 : 1;
        }

        Assert.InRange(taken, 1, packs - 1);
    }

    /// <summary>A few entries of a real pack with some of their values replaced, dropped or doubled.</summary>
    private static JsonObject Some(Random random)
    {
        PackFile pack = DirectiveLibrary.EmbeddedPacks[random.Next(DirectiveLibrary.EmbeddedPacks.Length)];
        var json = (JsonObject)JsonNode.Parse(pack.Json.Span)!;
        var entries = (JsonArray)json["entries"]!;
        json["clauses"] = new JsonArray();
        json["entries"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => entries[random.Next(entries.Count)]!.DeepClone())]);
        for (int change = random.Next(0, 4); change > 0; change--)
        {
            JsonNode at = json;
            while (true)
            {
                JsonNode? below = at switch
                {
                    JsonObject { Count: > 0 } one => one.ElementAt(random.Next(one.Count)).Value,
                    JsonArray { Count: > 0 } many => many[random.Next(many.Count)],
                    _ => null,
                };
                if (below is null || random.Next(4) == 0)
                {
                    break;
                }

                at = below;
            }

            if (at.Parent is not null)
            {
                at.ReplaceWith(Odd(random, at));
            }
        }

        return json;
    }

    private static JsonNode? Odd(Random random, JsonNode node) => random.Next(10) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next()),
        2 => new JsonArray(),
        3 => new JsonObject(),
        4 => JsonValue.Create(new string('(', random.Next(1, 20_000))),
        5 => JsonValue.Create(string.Concat(Enumerable.Repeat("[0,1,2].all(x, ", random.Next(1, 200)))),
        6 => JsonValue.Create("computers.total >= " + new string('9', random.Next(1, 400))),
        7 => JsonValue.Create("\u202Etrue"),
        8 => JsonValue.Create(random.Next(2) == 0),
        _ => new JsonArray([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => node.DeepClone())]),
    };
}
