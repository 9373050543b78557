using EduIct.Accounts;

namespace EduIct.Abstractions.Tests.Accounts;

public sealed class OrgUnitPathTests
{
    [Fact]
    public void A_path_knows_its_name_and_what_is_above()
    {
        OrgUnitPath path = OrgUnitPath.Parse("/HocSinh/10A1");

        Assert.Equal(("10A1", "/HocSinh", "/"), (path.Name, path.Parent.ToString(), path.Parent.Parent.ToString()));
        Assert.True(path.Parent.Parent.IsRoot);
        Assert.Equal(path, OrgUnitPath.Root.Child("hocsinh").Child("10a1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HocSinh")]
    [InlineData("/HocSinh/")]
    [InlineData("//x")]
    [InlineData("/ /x")]
    public void What_is_no_path_is_refused(string text) => Assert.False(OrgUnitPath.TryParse(text, out _));
}
