namespace EduIct.Directives;

/// <summary>A pack as bytes.</summary>
/// <param name="Name">Its name in what is told of it: the file as the caller knows it.</param>
/// <param name="Json">UTF-8 JSON after <c>directive.schema.json</c>; a byte-order mark is passed over.</param>
public sealed record PackFile(string Name, ReadOnlyMemory<byte> Json);
