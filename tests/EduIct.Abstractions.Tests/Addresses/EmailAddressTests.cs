using EduIct.Addresses;

namespace EduIct.Abstractions.Tests.Addresses;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("Giamdoc.BenTre@moet.edu.vn")]
    [InlineData("a@b.vn")]
    [InlineData("o'brien+x@c3tranphu-hanoi.edu.vn")]
    public void What_RFC_5321_allows_is_read_and_spelt_as_given(string text)
    {
        Assert.True(EmailAddress.TryParse(text, out EmailAddress address));
        Assert.Equal(text, address.ToString());
        Assert.Equal(text, $"{address.Local}@{address.Domain}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("@b.vn")]
    [InlineData("a@b")]
    [InlineData(".a@b.vn")]
    [InlineData("a.@b.vn")]
    [InlineData("a..b@b.vn")]
    [InlineData("a b@b.vn")]
    [InlineData("ă@b.vn")]
    [InlineData("a@b.vn\r\nBcc: c@d.vn")]
    [InlineData("a@-b.vn")]
    [InlineData("a@b@c.vn")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.vn")]
    public void What_is_none_is_refused(string text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public void Case_makes_no_difference()
    {
        EmailAddress one = EmailAddress.Parse("Giamdoc.BenTre@moet.edu.vn");
        EmailAddress other = EmailAddress.Parse("giamdoc.bentre@MOET.edu.vn");

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(0, one.CompareTo(other));
    }
}
