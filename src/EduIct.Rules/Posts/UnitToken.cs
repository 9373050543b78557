namespace EduIct.Posts;

/// <summary>Which unit's slug a token of a pattern asks for.</summary>
internal enum UnitToken
{
    /// <summary>TenDonVi: the unit whose post it is.</summary>
    Unit,

    /// <summary>TenTruong: the unit whose post it is, which is neither a Sở nor a Phòng.</summary>
    School,

    /// <summary>TenPhong: the Phòng, which is the unit or stands above it.</summary>
    Division,

    /// <summary>TenSo, Têntỉnh: the Sở, which is the unit or stands above it.</summary>
    Department,
}
