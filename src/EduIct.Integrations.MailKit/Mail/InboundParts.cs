using MimeKit;

namespace EduIct.Mail;

/// <summary>The parts of a message, without those of messages inside it.</summary>
internal static class InboundParts
{
    private const int Most = 500;

    /// <summary>All that is no container, in the order of the message, at most 500.</summary>
    public static IEnumerable<MimeEntity> Of(MimeEntity? body)
    {
        Stack<MimeEntity> left = new();
        if (body is not null)
        {
            left.Push(body);
        }

        for (int seen = 0; seen < Most && left.TryPop(out MimeEntity? entity); seen++)
        {
            if (entity is not Multipart several)
            {
                yield return entity;
                continue;
            }

            for (int i = Math.Min(several.Count, Most) - 1; i >= 0; i--)
            {
                left.Push(several[i]);
            }
        }
    }
}
