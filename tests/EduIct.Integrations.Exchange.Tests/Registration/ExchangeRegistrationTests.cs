using EduIct.Provisioning;
using Microsoft.Extensions.DependencyInjection;

namespace EduIct.Integrations.Exchange.Tests.Registration;

public sealed class ExchangeRegistrationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Both_providers_are_registered_once_in_any_order(bool exchangeFirst)
    {
        var services = new ServiceCollection();
        for (int i = 0; i < 2; i++)
        {
            _ = exchangeFirst ? services.AddEduIctExchange().AddEduIctGoogle() : services.AddEduIctGoogle().AddEduIctExchange();
        }

        using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.Equal(["exchange", "google"], provider.GetServices<IAccountDirectoryFactory>().Select(factory => factory.Kind).Order(StringComparer.Ordinal));
        Assert.Single(provider.GetServices<ProvisionerFactory>());
    }
}
