using Microsoft.Extensions.Time.Testing;

namespace EduIct.Integrations.Tests.Running;

/// <summary>Lets time go by while something runs.</summary>
internal static class VirtualTime
{
    public static async Task<T> PassUntilAsync<T>(this FakeTimeProvider time, Task<T> task)
    {
        await time.PassUntilAsync((Task)task);
        return await task;
    }

    public static async Task PassUntilAsync(this FakeTimeProvider time, Task task)
    {
        while (!task.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        await task;
    }
}
