using System.Collections.Frozen;
using EduIct.Rosters;

namespace EduIct.Posts;

/// <summary>What a column of a file of holders has.</summary>
internal enum PostHolderColumn
{
    Unit,
    Post,
    Holder,
    Person,
    Address,
    From,
    Until,
}

/// <summary>The headers by which a column is known, without regard to case, accents, blanks and punctuation.</summary>
internal static class PostHolderHeaders
{
    private static readonly FrozenDictionary<string, PostHolderColumn> s_headers = new Dictionary<string, PostHolderColumn>
    {
        ["unit"] = PostHolderColumn.Unit, ["unitcode"] = PostHolderColumn.Unit, ["madonvi"] = PostHolderColumn.Unit, ["donvi"] = PostHolderColumn.Unit,
        ["post"] = PostHolderColumn.Post, ["position"] = PostHolderColumn.Post, ["chucdanh"] = PostHolderColumn.Post, ["chucvu"] = PostHolderColumn.Post, ["hopthu"] = PostHolderColumn.Post,
        ["holder"] = PostHolderColumn.Holder, ["nguoigiu"] = PostHolderColumn.Holder, ["nguoigiuchucdanh"] = PostHolderColumn.Holder, ["nguoidamnhiem"] = PostHolderColumn.Holder,
        ["person"] = PostHolderColumn.Person, ["personkey"] = PostHolderColumn.Person, ["manguoi"] = PostHolderColumn.Person, ["macanbo"] = PostHolderColumn.Person,
        ["email"] = PostHolderColumn.Address, ["address"] = PostHolderColumn.Address, ["diachi"] = PostHolderColumn.Address, ["diachithu"] = PostHolderColumn.Address, ["diachiemail"] = PostHolderColumn.Address,
        ["from"] = PostHolderColumn.From, ["tungay"] = PostHolderColumn.From, ["until"] = PostHolderColumn.Until, ["denngay"] = PostHolderColumn.Until,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a header names, or null.</summary>
    public static PostHolderColumn? Find(string header) => s_headers.TryGetValue(PlainCsvHeaders.Fold(header), out PostHolderColumn column) ? column : null;
}
