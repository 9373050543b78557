namespace EduIct.Posts;

/// <summary>On whose word there is a post.</summary>
/// <param name="Directive">Number and sign of the directive, e.g. <c>9772/BGDĐT-CNTT</c>.</param>
/// <param name="Clause">Path of the clause, e.g. <c>I.4.bảng.1</c>.</param>
/// <param name="Entry">Id of the entry, e.g. <c>9772.mailbox-director</c>.</param>
public sealed record PostAuthority(string Directive, string Clause, string Entry);
