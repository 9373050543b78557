// Published trimmed and without dynamic code: loads the directives and checks one school.
using EduIct.Compliance;
using EduIct.Directives;
using EduIct.Expressions;
using EduIct.Units;

var evaluator = new ComplianceEvaluator(DirectiveLibrary.Embedded);
UnitRules rules = evaluator.RulesFor(UnitKind.UpperSecondary, "HaNoi");
CelFacts facts = rules.NewFacts()
    .Set("students.total", CelValue.Int(1250))
    .Set("computers.informatics", CelValue.Int(80))
    .Set("computers.management", CelValue.Int(3));
var outcomes = new Outcome[rules.Requirements.Length];
rules.Evaluate(facts, outcomes);
for (int i = 0; i < outcomes.Length; i++)
{
    if (outcomes[i] is Outcome.Meets or Outcome.Fails)
    {
        Finding finding = rules.Explain("school", facts, i);
        Console.WriteLine($"{finding.Outcome} {finding.Requirement.Id} ({finding.Directive.Header.Number}, {finding.Requirement.Clause}): {finding.Values.Vi}");
    }
}

Console.WriteLine($"{DirectiveLibrary.Embedded.Directives.Length} directives; dynamic code: {System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported}");
