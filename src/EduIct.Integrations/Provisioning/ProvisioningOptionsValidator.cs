using Microsoft.Extensions.Options;

namespace EduIct.Provisioning;

/// <summary>Checks the ranges that the options declare, all of them at once.</summary>
[OptionsValidator]
internal sealed partial class ProvisioningOptionsValidator : IValidateOptions<ProvisioningOptions>;
