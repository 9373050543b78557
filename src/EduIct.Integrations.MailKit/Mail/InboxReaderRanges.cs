using Microsoft.Extensions.Options;

namespace EduIct.Mail;

/// <summary>Checks the ranges that the options declare, all of them at once.</summary>
[OptionsValidator]
internal sealed partial class InboxReaderRanges : IValidateOptions<InboxReaderOptions>;
