using EduIct.Integrations.Tests.Running;

namespace EduIct.Integrations.Exchange.Tests.Exchange;

/// <summary>The kill suite on the emulator's Graph side: one change of an account is several requests, and the process may die between any two of them.</summary>
public sealed class ExchangeKilledRunTests : KilledRunSuite
{
    private protected override int Every => 17;

    private protected override int RandomPlans => 6;

    [Theory]
    [InlineData("POST /v1.0/users")]
    [InlineData("POST /v1.0/users/{id}/assignLicense")]
    [InlineData("PATCH /v1.0/users/{id}")]
    [InlineData("DELETE /v1.0/users/{id}")]
    [InlineData("POST /v1.0/directory/administrativeUnits")]
    [InlineData("POST /v1.0/directory/administrativeUnits/{id}/members/$ref")]
    [InlineData("DELETE /v1.0/directory/administrativeUnits/{id}/members/{id}/$ref")]
    [InlineData("POST /v1.0/directory/deletedItems/{id}/restore")]
    [InlineData("POST /v1.0/groups")]
    [InlineData("POST /v1.0/groups/{id}/members/$ref")]
    [InlineData("DELETE /v1.0/groups/{id}/members/{id}/$ref")]
    public Task A_request_that_took_effect_when_its_answer_was_lost_in_a_kill_is_found_out(string request) => AnswerLostAsync(request);

    private protected override async Task<KillableTenant> CreateAsync(int seed) => new ExchangeRunTenant(await ExchangeTenant.StartAsync());
}
