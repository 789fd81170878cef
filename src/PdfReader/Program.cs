using System.Text.Json;
using Concord.PdfReader;

// Standard input is the file, standard output the answer: the process has no other way to anything.
using var input = Console.OpenStandardInput();
using var content = new MemoryStream();
var buffer = new byte[1 << 16];
while (content.Length <= PdfLimits.MaxBytes && input.Read(buffer) is > 0 and var read)
{
    content.Write(buffer, 0, read);
}

var contents = new PdfContents { Fault = PdfFault.TooDemanding };
if (content.Length <= PdfLimits.MaxBytes)
{
    contents = PdfFile.Read(content.ToArray());
}

using var output = Console.OpenStandardOutput();
JsonSerializer.Serialize(output, contents);
