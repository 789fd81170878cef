using Concord.Web;
using Concord.Web.Serving;

return await HostRunner.RunAsync(() => SiteHost.Build(args));
