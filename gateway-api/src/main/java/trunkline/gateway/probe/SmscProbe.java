package trunkline.gateway.probe;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import trunkline.profile.SmscProfile.LongForm;
import trunkline.smpp.bind.SubmitOutcome;
import trunkline.smpp.session.LinkLoss;
import trunkline.smpp.session.SmppLoops;
import trunkline.smpp.session.SmppVersion;

/**
 * Finds out what an SMSC is like by sending it messages, each of which somebody gets and may have to be paid for.
 *
 * <pre>
 *   binds: versions, system_type  ->  data codings  ->  long forms  ->  window  ->  receipts: ids, marks, dates  ->  idle
 * </pre>
 *
 * <p>Runs on the caller's thread, which it blocks for minutes.
 */
public final class SmscProbe {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration REST = Duration.ofSeconds(2);

    private final ProbePlan plan;
    private final Clock clock;
    private final Consumer<String> progress;
    private final Findings findings = new Findings();

    /** @param progress gets a line for each step, for people */
    public SmscProbe(ProbePlan plan, Clock clock, Consumer<String> progress) {
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * All of it, once.
     *
     * @throws ProbeFailedException if the SMSC takes no bind, or a lost link does not come back
     */
    public Findings run() throws ProbeFailedException, InterruptedException {
        try (SmppLoops loops = new SmppLoops(1)) {
            loops.start();
            BindTrials binds = new BindTrials(plan, loops, findings, progress);
            SmppVersion version = binds.run();
            try (Submitter submitter = new Submitter(
                    plan, deliveries -> binds.link(version, true, deliveries), BindTrials.openTimeout(plan))) {
                codings(submitter);
                longForms(submitter, version);
                window(submitter);
                receipts(submitter);
            }
            idle(binds, version);
        }
        return findings;
    }

    private void codings(Submitter submitter) throws ProbeFailedException, InterruptedException {
        tried(submitter, Trials.plain("Trunkline probe, " + Trials.TELLING));
        tried(submitter, Trials.latin1());
        tried(submitter, Trials.ucs2());
        boolean general = tried(submitter, Trials.flash(Trials.FLASH_GENERAL));
        boolean byClass = tried(submitter, Trials.flash(Trials.FLASH_CLASS));
        if (general || byClass) {
            String seen = "0x10 %s, 0xf0 %s".formatted(general ? "taken" : "refused", byClass ? "taken" : "refused");
            findings.found("/smpp/alphabet/flash", general ? "general" : "message-class", seen);
        } else {
            findings.notFound("how a flash message is coded: neither 0x10 nor 0xf0 was taken");
        }
    }

    private boolean tried(Submitter submitter, Trials.Trial trial) throws ProbeFailedException, InterruptedException {
        SubmitOutcome outcome = submitter.send(trial);
        String line = trial.name() + ": " + Submitter.told(outcome);
        progress.accept(line);
        findings.saw(line);
        return outcome instanceof SubmitOutcome.Accepted;
    }

    private void longForms(Submitter submitter, SmppVersion version) throws ProbeFailedException, InterruptedException {
        Map<LongForm, Boolean> taken = new EnumMap<>(LongForm.class);
        for (LongForm form : LongForm.values()) {
            boolean needsParameters = form == LongForm.SAR || form == LongForm.PAYLOAD;
            if (!needsParameters || version.hasParameters()) {
                taken.put(form, tried(submitter, Trials.longText(form)));
            }
        }
        LongForm usual = plan.parent().longMessages().mt();
        LongForm chosen = taken.getOrDefault(usual, false) ? usual : first(taken);
        if (chosen == null) {
            findings.notFound("how it gets a long text: it took none of the forms");
            return;
        }
        List<String> names = new ArrayList<>();
        taken.forEach((form, ok) -> {
            if (ok) {
                names.add(label(form));
            }
        });
        findings.found("/smpp/long/mt", label(chosen), "taken were " + String.join(", ", names));
        findings.notFound("whether a phone shows each long text as one: look at the one that got them");
    }

    private static @Nullable LongForm first(Map<LongForm, Boolean> taken) {
        return taken.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static String label(LongForm form) {
        return form.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void window(Submitter submitter) throws ProbeFailedException, InterruptedException {
        int most = plan.limits().window();
        if (most == 0) {
            findings.notFound("the window: not tried");
            return;
        }
        submitter.link().awaitLoss(REST);
        List<SubmitOutcome> outcomes = submitter.sendTogether(Trials.plain("Trunkline probe, window"), most);
        int taken = (int) outcomes.stream()
                .takeWhile(outcome -> outcome instanceof SubmitOutcome.Accepted)
                .count();
        progress.accept(taken + " of " + most + " submits at once were taken");
        if (taken == most) {
            findings.found(
                    "/smpp/flow/window", String.valueOf(most), "so many at once were taken; more were not tried");
            findings.notFound("where the window ends: it is at least " + most);
            return;
        }
        String refusal = Submitter.told(outcomes.get(taken));
        if (taken == 0 || !Submitter.isThrottled(outcomes.get(taken))) {
            findings.notFound("the window: of " + most + " submits at once, number " + (taken + 1) + " was " + refusal);
            return;
        }
        orIsItTheRate(submitter, most, taken, refusal);
    }

    /** The same number, one after the other: if that is too much as well, it was not the window. */
    private void orIsItTheRate(Submitter submitter, int most, int taken, String refusal)
            throws ProbeFailedException, InterruptedException {
        submitter.link().awaitLoss(REST);
        int before = submitter.throttled();
        for (int i = 0; i <= taken; i++) {
            submitter.send(Trials.plain("Trunkline probe, one by one"));
        }
        String seen = "of %d at once the first %d were taken, the next %s".formatted(most, taken, refusal);
        if (submitter.throttled() == before) {
            findings.found("/smpp/flow/window", String.valueOf(taken), seen + "; one by one all were");
        } else {
            findings.notFound("the window: " + seen + ", but one by one it throttles too: that is its rate");
        }
    }

    private void receipts(Submitter submitter) throws ProbeFailedException, InterruptedException {
        Duration most = plan.limits().receipts();
        progress.accept("waiting up to " + most.toSeconds() + " s for the receipts of "
                + submitter.ids().size() + " messages");
        ReceiptEvidence evidence = new ReceiptEvidence(submitter.deliveries());
        long end = clock.millis() + most.toMillis();
        while (evidence.ended() < submitter.ids().size() && clock.millis() < end) {
            submitter.link().awaitLoss(LOOK);
            evidence = new ReceiptEvidence(submitter.deliveries());
        }
        progress.accept(evidence.ended() + " receipts came");
        new ReceiptReading(evidence, findings).read(submitter.ids(), clock.instant());
    }

    private void idle(BindTrials binds, SmppVersion version) throws InterruptedException {
        Duration most = plan.limits().idle();
        if (most.isZero()) {
            findings.notFound("whether it cuts an idle link: not tried");
            return;
        }
        progress.accept("saying nothing for up to " + most.toSeconds() + " s");
        try (ProbeLink link = binds.link(version, false, ProbeLink.deliveries())) {
            LinkLoss loss = link.open(BindTrials.openTimeout(plan));
            if (loss != null) {
                findings.notFound("whether it cuts an idle link: no bind, " + Submitter.told(loss));
                return;
            }
            long began = clock.millis();
            LinkLoss cut = link.awaitLoss(most);
            if (cut == null) {
                findings.notFound("whether it cuts an idle link: not within " + most.toSeconds() + " s");
                return;
            }
            long seconds = Math.max(1, Math.round((clock.millis() - began) / 1_000.0));
            progress.accept("cut after " + seconds + " s: " + Submitter.told(cut));
            findings.found("/smpp/timers/inactivity", seconds + "s", "cut so, " + cut.cause());
        }
    }
}
