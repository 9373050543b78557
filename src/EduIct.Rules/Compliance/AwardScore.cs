using EduIct.Directives;

namespace EduIct.Compliance;

/// <summary>The score of a candidate for one criterion: from 0 to 1, with the bounds that missing facts leave open.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Least">The score if nothing unknown is met.</param>
/// <param name="Most">The score if everything unknown is met.</param>
/// <param name="HasData">False where nothing that the criterion counts applies to the candidate or has a test: the score can be anything.</param>
public sealed record AwardScore(AwardCriterion Criterion, double Weight, double Least, double Most, bool HasData);
