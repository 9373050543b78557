using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EduIct.Forms;

/// <summary>
/// Writes a workbook (ECMA-376, transitional) straight through to a stream, one sheet after the other. The package is written here part by part, since the
/// SDK's own keeps every part in memory until the end. The same content gives the same bytes: no author, no times.
/// </summary>
internal sealed class WorkbookWriter : IDisposable
{
    private const string PackageNamespace = "http://schemas.openxmlformats.org/package/2006/";
    private const string DocumentNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/";
    private const string PartType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    // The first moment that a zip can say.
    private static readonly DateTimeOffset s_noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ZipArchive _zip;
    private readonly ImmutableArray<SheetLayout> _sheets;
    private int _next;

    /// <summary>Begins a workbook.</summary>
    /// <param name="output">Where to; written from front to back, and left open.</param>
    /// <param name="title">Its title in the document's properties.</param>
    /// <param name="sheets">Its sheets.</param>
    public WorkbookWriter(Stream output, string title, ImmutableArray<SheetLayout> sheets)
    {
        _zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, s_utf8);
        _sheets = sheets;
        WriteTypes();
        Relate("_rels/.rels", [("officeDocument", DocumentNamespace + "relationships/officeDocument", "xl/workbook.xml"),
            ("properties", PackageNamespace + "relationships/metadata/core-properties", "docProps/core.xml")]);
        WriteProperties(title);
        Relate("xl/_rels/workbook.xml.rels", [.. sheets.Select((_, i) => ($"sheet{i + 1}", DocumentNamespace + "relationships/worksheet", $"worksheets/sheet{i + 1}.xml")),
            ("styles", DocumentNamespace + "relationships/styles", "styles.xml")]);
        Write("xl/workbook.xml", Workbook());
        Write("xl/styles.xml", WorkbookStyles.Create());
    }

    /// <summary>Begins the next sheet. The one before must have been completed and disposed of.</summary>
    public SheetWriter StartSheet()
    {
        var sheet = new SheetWriter(Open($"xl/worksheets/sheet{_next + 1}.xml"), _sheets[_next], isFirst: _next == 0);
        _next++;
        return sheet;
    }

    public void Dispose() => _zip.Dispose();

    private Workbook Workbook()
    {
        var workbook = new Workbook();
        workbook.AddNamespaceDeclaration("r", DocumentNamespace + "relationships");
        workbook.Append(new BookViews(new WorkbookView { ActiveTab = 0 }));
        workbook.Append(new Sheets(_sheets.Select((sheet, i) =>
        {
            var element = new Sheet { Name = sheet.Name, SheetId = (uint)i + 1, Id = $"sheet{i + 1}" };
            if (sheet.IsHidden)
            {
                element.State = SheetStateValues.Hidden;
            }

            return element;
        })));
        DefinedName[] names = [.. _sheets.Select((sheet, i) => sheet.RepeatedRows is not { } rows ? null : new DefinedName(
            string.Create(CultureInfo.InvariantCulture, $"'{sheet.Name}'!${rows.First + 1}:${rows.Last + 1}")) { Name = "_xlnm.Print_Titles", LocalSheetId = (uint)i }).OfType<DefinedName>()];
        if (names.Length > 0)
        {
            workbook.Append(new DefinedNames(names));
        }

        return workbook;
    }

    private void WriteTypes()
    {
        XNamespace ns = PackageNamespace + "content-types";
        Write("[Content_Types].xml", new XElement(
            ns + "Types",
            new XElement(ns + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
            new XElement(ns + "Default", new XAttribute("Extension", "xml"), new XAttribute("ContentType", "application/xml")),
            Override("/xl/workbook.xml", PartType + "sheet.main+xml"),
            Override("/xl/styles.xml", PartType + "styles+xml"),
            Override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            _sheets.Select((_, i) => Override($"/xl/worksheets/sheet{i + 1}.xml", PartType + "worksheet+xml"))));

        XElement Override(string part, string type) => new(ns + "Override", new XAttribute("PartName", part), new XAttribute("ContentType", type));
    }

    private void WriteProperties(string title)
    {
        XNamespace properties = PackageNamespace + "metadata/core-properties", dublinCore = "http://purl.org/dc/elements/1.1/";
        Write("docProps/core.xml", new XElement(
            properties + "coreProperties",
            new XAttribute(XNamespace.Xmlns + "dc", dublinCore),
            new XElement(dublinCore + "title", CellText.Clean(title))));
    }

    private void Relate(string path, IEnumerable<(string Id, string Type, string Target)> relations)
    {
        XNamespace ns = PackageNamespace + "relationships";
        Write(path, new XElement(ns + "Relationships", relations.Select(relation => new XElement(
            ns + "Relationship", new XAttribute("Id", relation.Id), new XAttribute("Type", relation.Type), new XAttribute("Target", relation.Target)))));
    }

    private void Write(string path, XElement root)
    {
        using Stream stream = Open(path);
        using var writer = new StreamWriter(stream, s_utf8);
        new XDocument(new XDeclaration("1.0", "UTF-8", "yes"), root).Save(writer, SaveOptions.DisableFormatting);
    }

    private void Write(string path, OpenXmlElement root)
    {
        using Stream stream = Open(path);
        using OpenXmlWriter writer = OpenXmlWriter.Create(stream, s_utf8);
        writer.WriteStartDocument(standalone: true);
        writer.WriteElement(root);
        writer.Close();
    }

    private Stream Open(string path)
    {
        ZipArchiveEntry entry = _zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = s_noTime;
        return entry.Open();
    }
}
