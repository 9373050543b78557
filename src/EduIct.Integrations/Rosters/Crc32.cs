namespace EduIct.Rosters;

/// <summary>The checksum of zip entries (ISO 3309; APPNOTE 4.4.7), which the framework does not check when it unpacks.</summary>
internal static class Crc32
{
    private static readonly uint[] s_table = Build();

    /// <summary>Goes on with a checksum; the first call begins with 0.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint rest = ~checksum;
        foreach (byte value in bytes)
        {
            rest = s_table[(byte)(rest ^ value)] ^ (rest >> 8);
        }

        return ~rest;
    }

    private static uint[] Build()
    {
        var table = new uint[256];
        for (uint value = 0; value < table.Length; value++)
        {
            uint rest = value;
            for (int bit = 0; bit < 8; bit++)
            {
                rest = (rest & 1) == 0 ? rest >> 1 : (rest >> 1) ^ 0xEDB88320;
            }

            table[value] = rest;
        }

        return table;
    }
}
