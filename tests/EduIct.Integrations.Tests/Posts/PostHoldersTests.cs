using System.Text;
using EduIct.Integrations.Tests.EndToEnd;
using EduIct.Issues;
using EduIct.Posts;
using EduIct.Units;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace EduIct.Integrations.Tests.Posts;

public sealed class PostHoldersTests
{
    [Theory]
    [InlineData("Mã đơn vị,Chức danh,Người giữ,Từ ngày,Đến ngày\nso-bentre,Giám đốc Sở,moet:8300000001,01/09/2026,\nthpt-1,Hiệu trưởng,ht@gmail.com,,31/8/2026\n")]
    [InlineData("﻿UNIT;Post;Holder;From;Until\r\nso-bentre;Giám đốc Sở;moet:8300000001;2026-09-01;\r\nthpt-1;Hiệu trưởng;ht@gmail.com;;2026-08-31\r\n")]
    [InlineData("Danh sách người giữ chức danh\t\t\t\t\t\n\t\t\t\t\t\nGhi chú\tđơn vị\tHộp thư\tMã người\tĐịa chỉ email\tTừ ngày\tĐến ngày\nx\tso-bentre\tGiám đốc Sở\tmoet:8300000001\t\t1-9-2026\t\n\tthpt-1\tHiệu trưởng\t\tht@gmail.com\t\t31.8.2026\n")]
    public async Task A_file_is_read_with_headers_of_either_language_and_any_separator(string text)
    {
        PostHolders read = await ReadAsync(text);

        Assert.Empty(read.Issues);
        Assert.Equal(
            [
                ("so-bentre", "Giám đốc Sở", "moet:8300000001", new DateSpan(new LocalDate(2026, 9, 1), null)),
                ("thpt-1", "Hiệu trưởng", "ht@gmail.com", new DateSpan(null, new LocalDate(2026, 8, 31))),
            ],
            read.Assignments.Select(held => (held.Unit, held.Post, held.Holder.ToString(), held.During)));
    }

    [Fact]
    public async Task Every_fault_is_told_with_line_and_column()
    {
        PostHolders read = await ReadAsync("""
            unit,post,person,email,from,until
            so-bentre,Giamdoc,moet:1,,2026-09-01,2026-08-01
            ,,,,x,32/1/2026
            so-bentre,Giamdoc,moet:1,a@b.vn,,
            so-bentre,Giamdoc,,khong phai dia chi,,
            so-bentre,Giamdoc,post:gso:83/giamdoc.bentre,,,
            so-bentre,Giamdoc,8300000001,,,
            so-bentre,Giamdoc,moet:1
            so-bentre,"Giam"doc",moet:1,,,
            so-bentre,Giamdoc,moet:2,,,
            """);

        Assert.Equal(
            [
                "2:6 post.span", "3:1 post.blank", "3:2 post.blank", "3:3 post.blank", "3:5 post.bad-date", "3:6 post.bad-date", "4:4 post.two-holders", "5:4 post.bad-holder",
                "6:3 post.bad-holder", "7:3 post.bad-holder", "8: post.field-count", "9: post.bad-quotes",
            ],
            read.Issues.Select(issue => $"{issue.Place.Line}:{issue.Place.Column} {issue.Code}"));
        Assert.All(read.Issues, issue => Assert.False(string.IsNullOrWhiteSpace(issue.Message.Vi) || string.IsNullOrWhiteSpace(issue.Message.En)));
        Assert.Equal("moet:2", Assert.Single(read.Assignments).Holder.ToString());
        Assert.Equal((10, 1, 2), (read.Assignments[0].Source.Line, read.Assignments[0].UnitPlace!.Value.Column, read.Assignments[0].PostPlace!.Value.Column));
    }

    [Theory]
    [InlineData("", "post.no-header")]
    [InlineData("unit,post\nso-bentre,Giamdoc\n", "post.no-header")]
    [InlineData("unit,post,holder\nso-bentre,\"Giamdoc,moet:1\n", "post.bad-quotes")]
    [InlineData("unit,post,holder\n\0\n", "post.binary")]
    public async Task What_is_no_such_file_is_told(string text, string code) => Assert.Equal(code, Assert.Single((await ReadAsync(text)).Issues).Code);

    [Fact]
    public async Task A_file_that_is_not_there_or_not_UTF_8_is_told()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["latin.csv"], [.. "unit,post,holder\nso-bentre,Gi"u8, 0xE1, .. "m\n"u8]);

        Assert.Equal("post.unreadable", Assert.Single((await PostHolders.ReadAsync(folder["none.csv"])).Issues).Code);
        Assert.Equal(("post.not-utf8", 2), Assert.Single((await PostHolders.ReadAsync(folder["latin.csv"])).Issues) is var issue ? (issue.Code, issue.Place.Line) : default);
    }

    [Fact]
    public Task Whatever_a_file_holds_nothing_is_thrown() => Task.Run(() => Prop.ForAll(
        Gen.Elements("unit", "post", "holder", "from", ",", ";", "\n", "\r\n", "\"", "moet:1", "a@b.vn", "2026-01-01", "\u202E", "Giám", "\t", " ", "\0").ListOf().ToArbitrary(),
        async parts =>
        {
            PostHolders read = await ReadAsync("unit,post,holder,from,until\n" + string.Concat(parts));
            Assert.All(read.Assignments, held => Assert.True(held.Unit.Length > 0 && held.Post.Length > 0));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200)));

    [Fact]
    public async Task A_vendors_own_objects_are_taken_as_they_are_and_have_a_place()
    {
        PostAssignment[] own =
        [
            new("so-bentre", "Giamdoc", PostHolder.Of(Addresses.EmailAddress.Parse("a@b.vn"))),
            new("so-bentre", "Vanphong", PostHolder.Of(Addresses.EmailAddress.Parse("a@b.vn"))) { Source = new SourcePlace("hr", 7) },
        ];

        PostHolders read = await PostHolders.CollectAsync(own.ToAsyncEnumerable());

        Assert.Empty(read.Issues);
        Assert.Equal(["holders:1", "hr:7"], read.Assignments.Select(held => held.Source.ToString()));
    }

    private static async Task<PostHolders> ReadAsync(string text)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["h.csv"], Encoding.UTF8.GetBytes(text));
        return await PostHolders.ReadAsync(folder["h.csv"]);
    }
}
