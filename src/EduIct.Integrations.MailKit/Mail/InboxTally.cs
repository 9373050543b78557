namespace EduIct.Mail;

/// <summary>Counts what a reading does.</summary>
internal sealed class InboxTally
{
    public int Handled { get; private set; }

    public int Copies { get; private set; }

    public int Failed { get; private set; }

    public int GivenUp { get; private set; }

    public void Count(InboxState state)
    {
        Handled += state == InboxState.Handled ? 1 : 0;
        Copies += state == InboxState.Copy ? 1 : 0;
        Failed += state == InboxState.Waiting ? 1 : 0;
        GivenUp += state == InboxState.GivenUp ? 1 : 0;
    }

    public InboxReport ToReport() => new(Handled, Copies, Failed, GivenUp);
}
