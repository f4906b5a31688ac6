package trunkline.gateway.doctor;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import trunkline.sip.locate.Located;
import trunkline.sip.locate.Locator;
import trunkline.sip.locate.Target;
import trunkline.sip.trunk.NextHop;
import trunkline.sip.trunk.TrunkSettings;

/** Where calls to the trunk go, in which order, and which records say so (RFC 3263). */
final class NameServerCheck {

    /** Each server may be asked for each record twice; beyond that nobody waits. */
    private static final long PATIENCE_SECONDS = 60;

    private final NextHop hop;
    private final TrunkSettings settings;
    private final LookupNotes notes;
    private final Locator locator;

    NameServerCheck(TrunkSettings settings, LookupNotes notes, Locator locator) {
        this.hop = settings.proxy();
        this.settings = settings;
        this.notes = notes;
        this.locator = locator;
    }

    Located locate() throws InterruptedException {
        CompletionStage<Located> looking = locator.locate(hop, settings.transports());
        try {
            return looking.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return new Located.Nowhere("the name servers did not answer within " + PATIENCE_SECONDS + " s");
        }
    }

    /** What there is to say of {@link #locate}. */
    Finding finding(Located located) {
        String asked = hop.isAddress()
                ? "`proxy` is an address, so no name server is asked"
                : hop.port() > 0
                        ? "`proxy` has a port, so that only addresses are asked for; "
                                + String.join("; ", notes.notes())
                        : String.join("; ", notes.notes());
        if (located instanceof Located.Nowhere nowhere) {
            String seen = asked + "; " + nowhere.why();
            return Finding.wrong(
                    Step.NAME_SERVERS,
                    seen,
                    notes.hasFailed()
                            ? "the name servers of this machine (/etc/resolv.conf), or an address in `proxy`"
                            : "`proxy`: a host that has an address of the family of `voice.sip-listen`");
        }
        List<Target> targets = ((Located.Found) located).targets();
        String seen = asked + "; tried in this order: "
                + targets.stream().map(Target::toString).collect(Collectors.joining(", "));
        return notes.hasFailed()
                ? Finding.warning(
                        Step.NAME_SERVERS,
                        seen,
                        "the name servers of this machine: one of their answers is missing, and calls wait for it")
                : Finding.ok(Step.NAME_SERVERS, seen);
    }
}
