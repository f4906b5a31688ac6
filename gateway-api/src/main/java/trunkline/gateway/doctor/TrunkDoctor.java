package trunkline.gateway.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.trunk.TrunkSipSettings;
import trunkline.media.rtp.RtpPorts;
import trunkline.sip.dialog.CallOutcome;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.locate.DnsNames;
import trunkline.sip.locate.DomainNames;
import trunkline.sip.locate.Located;
import trunkline.sip.locate.Locator;
import trunkline.sip.stack.SipLimits;
import trunkline.sip.stack.SipSettings;
import trunkline.sip.stack.SipTrunk;
import trunkline.sip.stack.SipUserAgent;
import trunkline.sip.trunk.TrunkSettings;

/**
 * Looks at a trunk from its name to a call, from a SIP port of its own, so that a gateway may run beside it.
 *
 * <pre>
 *   name servers  ->  connection  ->  OPTIONS  ->  REGISTER  ->  call: challenge, ringing, answer, audio, key, end
 * </pre>
 *
 * <p>Runs on the caller's thread, which it blocks for as long as the trunk takes.
 */
public final class TrunkDoctor {

    private static final Duration ENDING = Duration.ofSeconds(40);
    /** One call, whose end is waited for before, and what a trunk may ask meanwhile. */
    private static final SipLimits LIMITS =
            new SipLimits(1, 2, SipLimits.DEFAULT.messageOctets(), Duration.ofSeconds(1));

    private final DoctorPlan plan;
    private final Clock clock;
    private final DomainNames names;
    private final List<Finding> findings = new ArrayList<>();
    private final Consumer<Finding> progress;
    private final WireLog log;

    /** @param progress gets each finding as it is made */
    public TrunkDoctor(DoctorPlan plan, Clock clock, LongSupplier nanoClock, Consumer<Finding> progress) {
        this(plan, clock, nanoClock, progress, DnsNames.ofSystem());
    }

    /** The same, which asks these name servers. */
    TrunkDoctor(DoctorPlan plan, Clock clock, LongSupplier nanoClock, Consumer<Finding> progress, DomainNames names) {
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
        this.names = names;
        this.log = new WireLog(nanoClock);
    }

    /** All of it, once; fails where nothing can be sent from here at all. */
    public List<Finding> run() throws IOException, InterruptedException {
        String host = plan.listen().getHostString();
        InetAddress local = InetAddress.getByName(host);
        TrunkSettings settings = TrunkSipSettings.of(plan.trunk(), new InetSocketAddress(local, 0));
        SipUserAgent.check(settings);
        Located located = locate(settings, local);
        if (located instanceof Located.Found found) {
            found(new TransportCheck(local, settings.tls(), plan.patience(), clock).findings(found.targets()));
            try (SipUserAgent agent = new SipUserAgent(
                    SipSettings.on(host)
                            .withPort(plan.listen().getPort())
                            .withTcp(true)
                            .withLimits(LIMITS),
                    log)) {
                agent.start();
                visit(agent, settings);
            }
        } else {
            found(Finding.skipped(Step.CALL, "nothing further: there is nowhere to send to"));
        }
        return List.copyOf(findings);
    }

    private void found(Finding finding) {
        findings.add(finding);
        progress.accept(finding);
    }

    private void found(List<Finding> more) {
        more.forEach(this::found);
    }

    private Located locate(TrunkSettings settings, InetAddress local) throws InterruptedException {
        LookupNotes notes = new LookupNotes(names);
        Locator locator = new Locator(notes, address -> address.getClass() == local.getClass(), new SecureRandom());
        NameServerCheck check = new NameServerCheck(settings, notes, locator);
        Located located = check.locate();
        found(check.finding(located));
        return located;
    }

    private void visit(SipUserAgent agent, TrunkSettings settings) throws IOException, InterruptedException {
        boolean binds = plan.register();
        try (SipTrunk trunk = agent.open(
                settings.withHealth(null).withRegistration(binds ? settings.registration() : null), status -> {})) {
            SipStatus options = await(trunk.askCapabilities());
            found(OptionsVerdict.of(plan.trunk(), options, log, plan.patience()));
            register(trunk);
            DoctorPlan.Call call = plan.call();
            if (call == null) {
                found(Finding.skipped(
                        Step.CALL, "ringing, codec, audio and keys are seen by calling somebody: --to NUMBER"));
            } else {
                call(trunk, call);
            }
        }
    }

    private @Nullable SipStatus await(CompletionStage<SipStatus> asking) throws InterruptedException {
        try {
            return asking.toCompletableFuture().get(plan.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return null;
        }
    }

    private void register(SipTrunk trunk) throws InterruptedException {
        boolean wanted = plan.trunk().sip().registration().wanted();
        if (!wanted && !plan.register()) {
            found(Finding.skipped(Step.REGISTER, "`register` is false"));
            return;
        }
        if (!plan.register()) {
            var unused = trunk.askBindings();
        }
        WireLog.Entry answer = log.awaitEnd("REGISTER", plan.patience().toNanos());
        found(RegisterVerdict.of(plan.trunk(), plan.register(), answer, log, plan.patience()));
    }

    private void call(SipTrunk trunk, DoctorPlan.Call wanted) throws IOException, InterruptedException {
        try (TestMedia media = TestMedia.open(plan.trunk(), plan.voice())) {
            RtpPorts.Opening opening = media.openPorts();
            if (!(opening instanceof RtpPorts.Opening.Opened opened)) {
                found(Finding.wrong(
                        Step.CALL,
                        ((RtpPorts.Opening.Exhausted) opening).reason(),
                        "`voice: {rtp-ports}`: more, or `voice: {rtp-address}`: one of this machine"));
                return;
            }
            TestCall call = new TestCall(wanted, media, opened.socket());
            call.dial(trunk);
            CallEvidence evidence = call.await(plan.patience(), longest(wanted));
            judge(wanted, evidence, media);
        }
    }

    private Duration longest(DoctorPlan.Call wanted) {
        return plan.trunk().ringTimeout().plus(wanted.tone()).plus(wanted.key()).plus(ENDING);
    }

    private void judge(DoctorPlan.Call wanted, CallEvidence evidence, TestMedia media) {
        if (!log.responses("INVITE").isEmpty()) {
            found(ChallengeVerdict.of(plan.trunk(), log));
            found(RingingVerdict.of(plan.trunk(), log));
        }
        found(new AnswerVerdict(plan.trunk(), media.offered(), log).of(evidence));
        found(AudioVerdict.of(plan.trunk(), evidence));
        if (evidence.heard() != null) {
            found(KeyVerdict.of(plan.trunk(), wanted, evidence));
        }
        if (evidence.outcome() instanceof CallOutcome.Completed completed) {
            found(EndVerdict.of(completed, log));
        }
    }
}
