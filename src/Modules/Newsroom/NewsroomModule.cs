using Concord.Foundation;
using Concord.Foundation.ContentExport;
using Concord.Foundation.ContentImport;
using Concord.Foundation.ContentRecords;
using Concord.Foundation.Languages;
using Concord.Foundation.OutboundHttp;
using Concord.Foundation.Pages;
using Concord.Foundation.Search;
using Concord.Foundation.Security;
using Concord.Foundation.Storage;
using Concord.Foundation.Storage.Backups;
using Concord.Foundation.Text;
using Concord.Media;
using Concord.Members;
using Concord.Newsroom.Api;
using Concord.Newsroom.Clearance;
using Concord.Newsroom.Commands;
using Concord.Newsroom.Comments;
using Concord.Newsroom.Desk;
using Concord.Newsroom.Documents;
using Concord.Newsroom.Embargo;
using Concord.Newsroom.Embeds;
using Concord.Newsroom.Export;
using Concord.Newsroom.Feeds;
using Concord.Newsroom.Glossary;
using Concord.Newsroom.Import;
using Concord.Newsroom.Jobs;
using Concord.Newsroom.Kinds;
using Concord.Newsroom.Pictures;
using Concord.Newsroom.Places;
using Concord.Newsroom.Printing;
using Concord.Newsroom.Records;
using Concord.Newsroom.Sections;
using Concord.Newsroom.Share;
using Concord.Newsroom.Storage;
using Concord.Newsroom.Translation;
using Concord.Newsroom.WordPress;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Concord.Newsroom;

/// <summary>Statements and stories: their storage and their reading side.</summary>
public static class NewsroomModule
{
    public static IServiceCollection AddNewsroom(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, NewsroomModel>();
        services.AddScoped<IBackupUpgrade, NewsroomBackupUpgrade>();
        services.AddSingleton<KindCatalogue>();
        services.AddValidatedOptions<NewsroomOptions>(NewsroomOptions.Section);
        services.AddScoped<DocumentWriter>();
        services.AddScoped<ContentRules>();
        services.AddScoped<ReleaseSelection>();
        services.AddScoped<ExecuteReleases>();
        services.AddHostedService<ReleaseWorker>();
        services.AddValidatedOptions<PrintingOptions>(PrintingOptions.Section);
        services.AddSingleton<PagePrinter>();
        services.AddScoped<StatementFiles>();
        services.AddHostedService<PrintWorker>();
        AddCommands(services);
        services.AddSingleton<MarkdownText>();
        services.AddScoped<TextTokens>();
        foreach (var mark in (string[])[TranslationMarks.UntranslatedName, TranslationMarks.ToCheckName])
        {
            services.AddScoped<ITextToken>(provider => new TranslationMarkToken(
                mark,
                provider.GetRequiredService<LanguageSet>()
            ));
        }

        services.AddScoped<ArticleText>();
        services.AddScoped<DocumentLookup>();
        services.AddScoped<EditionTexts>();
        services.AddScoped<ReadArticle>();
        services.AddScoped<ISearchSource, DocumentsSearch>();
        services.AddScoped<ITranslationSource, DocumentTranslations>();
        services.AddScoped<ReadFeed>();
        services.AddSingleton<DocumentFilter>();
        services.AddScoped<ReadDocuments>();
        services.AddScoped<ListDocuments>();
        services.AddScoped<DocumentBoard>();
        services.AddScoped<EditionDesk>();
        services.AddScoped<EditionForm>();
        services.AddScoped<EditorScript>();
        services.AddScoped<WorkingCopies>();
        services.AddScoped<DeskToday>();
        services.AddScoped<IWaitingWork, TodayWork>();
        services.AddScoped<EarlyReading>();
        services.AddScoped<InviteEarlyReader>();
        services.AddScoped<RevokePreviews>();
        services.AddScoped<SetDeadline>();
        services.AddHealthChecks().AddCheck<ReleaseHealth>("releases", tags: ["ready"]);
        services.AddScoped<GlossaryReader>();
        services.AddScoped<SetGlossaryTerm>();
        services.AddSingleton(new DeskLink("desk.glossary", "/glossary", DeskPolicies.Read, 150));
        services.AddScoped<ArrangeLead>();
        services.AddSingleton(new DeskLink("desk.home", "/home", DeskPolicies.Release, 200));
        services.AddScoped<IRecordKind, PlaceRecords>();
        services.AddScoped<RecordReader>();
        services.AddScoped<RecordsInWork>();
        services.AddScoped<RecordUse>();
        services.AddScoped<EditRecord>();
        services.AddScoped<RecordClearance>();
        services.AddSingleton(new DeskLink("desk.records", "/records", DeskPolicies.Read, 170));
        services.AddScoped<CommentList>();
        services.AddScoped<CommentOnText>();
        services.AddScoped<ClearanceReader>();
        services.AddScoped<ClearanceDecisions>();
        services.AddScoped<ClearanceLinks>();
        services.AddScoped<SetClearanceSteps>();
        services.AddScoped<InviteGuestClearer>();
        services.AddSingleton(new DeskLink("desk.steps", "/clearance", DeskPolicies.ManagePeople, 910));
        services.AddSingleton(new DeskLink("desk.today", "", DeskPolicies.SignedIn, 0));
        services.AddSingleton(new DeskLink("desk.documents", "/documents", DeskPolicies.Read, 100));
        services.AddScoped<DocumentDetail>();
        services.AddScoped<ISitemapSource, DocumentsSitemap>();
        services.AddSingleton(new SitemapPaths("/news", "/statements", "/efforts", "/campaigns"));
        services.AddScoped<INewsSitemapSource, DocumentsSitemap>();
        services.AddScoped<IScheduledChange, LeadChanges>();
        services.AddScoped<IMediaVisibility, DocumentMediaVisibility>();
        services.AddScoped<IMediaUse, DocumentMediaUse>();
        services.AddScoped<TextPictures>();
        services.AddScoped<TextEmbeds>();
        services.AddScoped<ReleasableContent>();
        services.AddScoped<IEffortNames, EffortPages>();
        services.AddScoped<IEmbed, PlacesEmbed>();
        services.AddScoped<IDocumentLinks, DocumentPages>();
        services.AddScoped<IPublishedDocuments, PublishedDocuments>();
        services.AddScoped<IDocumentOutlines, DocumentOutlines>();
        // Afterwards, because the framework makes the list of conventions anew.
        services.PostConfigure<RazorPagesOptions>(AddAddresses);
        services.AddScoped<IContentImporter, NewsroomImporter>();
        services.AddScoped<IOldAddresses, OldAddress>();
        services.AddSingleton(provider => new ImportWordPress(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<LanguageSet>(),
            provider.GetRequiredService<OutboundHttpClient>()
        ));
        services.AddSingleton<WordPressJobs>();
        services.AddSingleton(new DeskLink("import.title", "/import", DeskPolicies.ManagePeople, 920));
        services.AddScoped<ExportDocuments>();
        services.AddScoped<IContentExporter, NewsroomExporter>();
        services.AddScoped<IPageSection, LeadSection>();
        services.AddScoped<IPageSection, LatestSection>();
        services.AddScoped<IPageSection, EffortsSection>();
        services.AddScoped<IPageSection, CampaignSection>();
        services.AddScoped<IPageSection, MemberStatements>();
        services.AddScoped<IPageSection, MemberNews>();
        return services;
    }

    private static void AddCommands(IServiceCollection services)
    {
        services.AddScoped(provider => new SaveDraft(
            Writer(provider),
            provider.GetRequiredService<ContentRules>(),
            provider.GetRequiredService<KindCatalogue>(),
            provider.GetRequiredService<LanguageSet>()
        ));
        services.AddScoped(provider => new SubmitTranslation(
            Writer(provider),
            provider.GetRequiredService<ContentRules>(),
            provider.GetRequiredService<LanguageSet>()
        ));
        services.AddScoped(provider => new DescribeDocument(
            provider.GetRequiredService<ConcordDb>(),
            Writer(provider),
            provider.GetRequiredService<KindCatalogue>(),
            provider.GetRequiredService<MemberLedger>(),
            provider.GetRequiredService<TextPictures>(),
            provider.GetRequiredService<LanguageSet>()
        ));
        services.AddScoped(provider => new TranslationFiles(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<SubmitTranslation>(),
            provider.GetRequiredService<LanguageSet>()
        ));
        services.AddScoped(provider => new RequestClearance(provider.GetRequiredService<ClearanceDecisions>()));
        services.AddScoped(provider => new Clear(provider.GetRequiredService<ClearanceDecisions>()));
        services.AddScoped(provider => new ScheduleRelease(Writer(provider), provider.GetRequiredService<ReleaseSelection>()));
        services.AddScoped(provider => new CancelRelease(provider.GetRequiredService<ConcordDb>(), Writer(provider)));
        services.AddScoped(provider => new Release(Writer(provider), provider.GetRequiredService<ReleaseSelection>()));
        services.AddScoped(provider => new Correct(
            Writer(provider),
            provider.GetRequiredService<ReleasableContent>(),
            provider.GetRequiredService<NewsroomOptions>()
        ));
        services.AddScoped(provider => new Withdraw(Writer(provider)));
        services.AddScoped(provider => new Remove(Writer(provider)));
        services.AddScoped(provider => new Unpublish(Writer(provider)));
        services.AddScoped(provider => new UndoChange(Writer(provider)));
        services.AddScoped(provider => new Move(Writer(provider)));
        services.AddScoped(provider => new DocumentQueries(
            provider.GetRequiredService<ConcordDb>(),
            provider.GetRequiredService<TimeProvider>()
        ));
    }

    private static DocumentWriter Writer(IServiceProvider provider) => provider.GetRequiredService<DocumentWriter>();

    public static void MapNewsroom(this IEndpointRouteBuilder endpoints)
    {
        FeedEndpoints.Map(endpoints);
        TextEndpoint.Map(endpoints);
        DocumentsApi.Map(endpoints);
        ShareEndpoint.Map(endpoints);
        EditorScript.Script.Map(endpoints);
        EditorScript.FormScript.Map(endpoints);
        FindEndpoint.Map(endpoints);
        EmbedEndpoint.Map(endpoints);
    }

    /// <summary>One page answers at the addresses of all kinds.</summary>
    private static void AddAddresses(RazorPagesOptions options)
    {
        foreach (var address in new KindCatalogue().Addresses.Where(address => address != "/news/{slug}"))
        {
            options.Conventions.AddPageRoute("/News/Article", "{lang:lang}" + address);
        }
    }
}
