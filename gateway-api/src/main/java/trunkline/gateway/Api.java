package trunkline.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import trunkline.gateway.account.Authenticator;
import trunkline.gateway.account.FailedLogins;
import trunkline.gateway.account.RateLimits;
import trunkline.gateway.call.PromptShelf;
import trunkline.gateway.config.DialectsConfig;
import trunkline.gateway.config.GatewayConfig;
import trunkline.gateway.dispatch.Batch;
import trunkline.gateway.dispatch.Cancelling;
import trunkline.gateway.dispatch.Clocks;
import trunkline.gateway.dispatch.Enquiry;
import trunkline.gateway.dispatch.Intake;
import trunkline.gateway.dispatch.LeavingHours;
import trunkline.gateway.dispatch.LinkedDrafts;
import trunkline.gateway.dispatch.RepeatIntake;
import trunkline.gateway.dispatch.Replacing;
import trunkline.gateway.dispatch.Rescheduling;
import trunkline.gateway.dispatch.VoiceDesk;
import trunkline.gateway.event.EventBell;
import trunkline.gateway.event.WebhookDesk;
import trunkline.gateway.http.Description;
import trunkline.gateway.http.Guard;
import trunkline.gateway.http.Health;
import trunkline.gateway.http.RequestKeys;
import trunkline.gateway.http.Response;
import trunkline.gateway.http.Route;
import trunkline.gateway.http.dialect.amivono.BatchResource;
import trunkline.gateway.http.dialect.amivono.CallsResource;
import trunkline.gateway.http.dialect.amivono.ChangeResource;
import trunkline.gateway.http.dialect.amivono.ConversationResource;
import trunkline.gateway.http.dialect.amivono.EventAnswers;
import trunkline.gateway.http.dialect.amivono.ExportResource;
import trunkline.gateway.http.dialect.amivono.HitsResource;
import trunkline.gateway.http.dialect.amivono.InboundResource;
import trunkline.gateway.http.dialect.amivono.LadderResource;
import trunkline.gateway.http.dialect.amivono.MessageAnswers;
import trunkline.gateway.http.dialect.amivono.MessagesResource;
import trunkline.gateway.http.dialect.amivono.OptOutResource;
import trunkline.gateway.http.dialect.amivono.SegmentsResource;
import trunkline.gateway.http.dialect.amivono.SmsFateResource;
import trunkline.gateway.http.dialect.amivono.SmsResource;
import trunkline.gateway.http.dialect.amivono.TemplateResource;
import trunkline.gateway.http.dialect.amivono.VoiceFateResource;
import trunkline.gateway.http.dialect.amivono.VoiceFileResource;
import trunkline.gateway.http.dialect.amivono.VoiceFileSound;
import trunkline.gateway.http.dialect.amivono.VoiceResource;
import trunkline.gateway.http.event.DeadLetterResource;
import trunkline.gateway.http.event.EventStreamResource;
import trunkline.gateway.http.event.WebhookResource;
import trunkline.gateway.http.link.LinkResource;
import trunkline.gateway.http.operator.AccountResource;
import trunkline.gateway.http.operator.AuditResource;
import trunkline.gateway.http.operator.BalanceResource;
import trunkline.gateway.http.operator.ErasureResource;
import trunkline.gateway.http.operator.ReceiptsResource;
import trunkline.gateway.http.operator.ReloadResource;
import trunkline.gateway.http.operator.RoutesResource;
import trunkline.gateway.http.operator.SmscResource;
import trunkline.gateway.inbound.InboundStore;
import trunkline.gateway.ladder.LadderIntake;
import trunkline.gateway.ladder.LadderRunner;
import trunkline.gateway.ladder.Rungs;
import trunkline.gateway.limit.Limits;
import trunkline.gateway.link.LinkAddresses;
import trunkline.gateway.link.Visits;
import trunkline.gateway.message.LadderState;
import trunkline.gateway.metrics.Meters;
import trunkline.gateway.route.Routing;
import trunkline.gateway.smsc.SegmentMeter;
import trunkline.gateway.smsc.SmscCentre;
import trunkline.gateway.storage.SqlStore;
import trunkline.gateway.store.LadderStore;

/** Everything that can be asked for over HTTP. */
final class Api {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final GatewayConfig config;
    private final SqlStore store;
    private final InboundStore inbound;
    private final PromptShelf shelf;
    private final SmscCentre smscs;
    private final VoiceDesk calls;
    private final Routing routing;
    private final SegmentMeter meter;
    private final Clocks clocks;
    private final EventBell bell;
    private final WebhookDesk webhooks;
    private final Limits limits;
    private final Intake intake;
    private final LinkAddresses addresses;
    private final LinkedDrafts links;
    private final Rungs rungs;

    Api(
            GatewayConfig config,
            SqlStore store,
            InboundStore inbound,
            PromptShelf shelf,
            SmscCentre smscs,
            VoiceDesk calls,
            Routing routing,
            SegmentMeter meter,
            Clocks clocks,
            EventBell bell,
            WebhookDesk webhooks,
            Limits limits,
            LeavingHours hours) {
        this.config = config;
        this.store = store;
        this.inbound = inbound;
        this.shelf = shelf;
        this.smscs = smscs;
        this.calls = calls;
        this.routing = routing;
        this.meter = meter;
        this.clocks = clocks;
        this.bell = bell;
        this.webhooks = webhooks;
        this.limits = limits;
        this.intake = new Intake(
                store.messages(), store.voiceFiles(), routing, meter, rules(config), limits, hours, clocks::nowMicros);
        this.addresses = new LinkAddresses(config.links().baseOf(config.http()));
        this.links = new LinkedDrafts(addresses);
        this.rungs = new Rungs(intake, links);
    }

    /** Shows how many ladders there are. */
    void measure(Meters meters) {
        meters.gauge("trunkline.ladders.running", store.ladders(), LadderStore::running);
        for (LadderState state : LadderState.values()) {
            if (state != LadderState.RUNNING) {
                meters.counter(
                        "trunkline.ladders.ended", store.ladders(), one -> one.ended(state), "state", state.label());
            }
        }
    }

    /** Begins the steps of ladders. */
    LadderRunner ladders(Clocks patient) {
        return new LadderRunner(store.ladders(), rungs, intake, store.accountNames(), patient);
    }

    /** What holds for all messages. */
    static Intake.Rules rules(GatewayConfig config) {
        return new Intake.Rules(
                config.sms().maxSegments(),
                config.sms().transliterate(),
                config.sms().validity(),
                config.voice().validity(),
                config.store().bodies());
    }

    List<Route> routes(Health health, Function<String, Reloading> reload, Meters meters) {
        Guard guard = new Guard(
                new Authenticator(store.accounts(), clocks.nano()),
                new RateLimits(config.http().rateLimit(), clocks.nano()),
                new FailedLogins(config.http().failedLogins(), clocks.nano()),
                limits::allowsClient);
        MessageAnswers answers =
                new MessageAnswers(store.messages(), config.http().publicUrl());
        RequestKeys keys = new RequestKeys();
        List<Route> routes = new ArrayList<>();
        RepeatIntake repeats = new RepeatIntake(intake, store.repetitions(), links);
        routes.addAll(new SmsResource(intake, repeats, answers, keys, store.templates()).routes(guard));
        routes.addAll(
                new BatchResource(new Batch(intake, repeats, store.batches()), keys, store.templates()).routes(guard));
        Cancelling cancelling = new Cancelling(store.messages(), smscs, calls);
        routes.addAll(new SmsFateResource(
                        store.messages(),
                        store.repetitions(),
                        cancelling,
                        new Enquiry(store.messages(), store.receipts(), smscs),
                        new Replacing(store.messages(), meter, smscs),
                        answers,
                        smscs)
                .routes(guard));
        routes.addAll(new LadderResource(
                        new LadderIntake(rungs, intake, store.ladders()),
                        store.ladders(),
                        store.messages(),
                        cancelling,
                        smscs,
                        keys,
                        config.http().publicUrl())
                .routes(guard));
        routes.addAll(new VoiceFateResource(store.messages(), cancelling, calls).routes(guard));
        Rescheduling rescheduling = new Rescheduling(store.messages(), meter, rules(config), clocks::nowMicros);
        routes.addAll(new ChangeResource(store.messages(), rescheduling).routes(guard));
        routes.addAll(new MessagesResource(store.messages()).routes(guard));
        routes.addAll(new TemplateResource(store.templates()).routes(guard));
        routes.addAll(
                new ExportResource(store.exports(), store.directory(), store.audit(), clocks.nano()).routes(guard));
        routes.addAll(new CallsResource(calls).routes(guard));
        routes.addAll(new InboundResource(inbound).routes(guard));
        routes.addAll(new ConversationResource(store.conversations()).routes(guard));
        routes.addAll(new OptOutResource(store.optOuts()).routes(guard));
        routes.addAll(new SmscResource(smscs, store.audit()).routes(guard));
        routes.addAll(new AccountResource(limits.pauses(), store.directory(), store.balances()).routes(guard));
        routes.addAll(new BalanceResource(store.balances(), store.directory()).routes(guard));
        routes.addAll(new AuditResource(store.audit()).routes(guard));
        routes.addAll(new ErasureResource(store.erasure()).routes(guard));
        routes.addAll(new ReloadResource(reload).routes(guard));
        routes.addAll(new RoutesResource(routing, clocks.wall()).routes(guard));
        routes.addAll(new ReceiptsResource(store.receipts(), smscs).routes(guard));
        routes.addAll(
                new SegmentsResource(meter, routing, clocks.wall(), config.sms().transliterate()).routes(guard));
        routes.addAll(new VoiceResource(intake, answers, keys).routes(guard));
        routes.addAll(new VoiceFileResource(
                        store.voiceFiles(), shelf, config.voice().upload().maxOctets(), clocks::nowMicros)
                .routes(guard));
        routes.addAll(new VoiceFileSound(store.voiceFiles(), shelf).routes(guard));
        routes.addAll(events(guard, keys));
        routes.addAll(new VendorApis(config.dialects(), intake, store, clocks::nowMicros).routes(guard));
        routes.addAll(new HitsResource(store.messages(), store.repetitions()).routes(guard));
        routes.addAll(new Description(config.dialects().serve().stream()
                        .map(DialectsConfig.Vendor::label)
                        .toList())
                .routes());
        routes.addAll(health.routes());
        routes.add(Route.get(
                "/metrics",
                request -> CompletableFuture.completedFuture(Response.text(200, PROMETHEUS, meters.scrape()))));
        Visits visits = new Visits(store.repetitions(), config.links().early(), clocks::nowMicros);
        routes.addAll(new LinkResource(visits, clocks.nano()).routes(addresses));
        return routes;
    }

    private List<Route> events(Guard guard, RequestKeys keys) {
        List<Route> routes = new ArrayList<>();
        WebhookResource.Rules rules = new WebhookResource.Rules(
                config.webhooks().maxEndpoints(), config.http().publicUrl(), clocks::nowMicros);
        routes.addAll(new WebhookResource(store.endpoints(), store.events(), webhooks, keys, rules).routes(guard));
        routes.addAll(new DeadLetterResource(store.endpoints(), webhooks).routes(guard));
        routes.addAll(new EventStreamResource(store.events(), bell, EventAnswers::body, clocks.nano()).routes(guard));
        return routes;
    }
}
