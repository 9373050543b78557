namespace EduIct.Forms;

/// <summary>Somebody whom forms that come back concern.</summary>
public interface IFormIntake
{
    /// <summary>Takes a form. The same one may come twice, after a kill or because its sender sent it twice; taking it again changes nothing.</summary>
    /// <param name="form">The form.</param>
    /// <param name="cancellationToken">Stops it; the form comes again.</param>
    Task TakeAsync(MailedForm form, CancellationToken cancellationToken = default);
}
