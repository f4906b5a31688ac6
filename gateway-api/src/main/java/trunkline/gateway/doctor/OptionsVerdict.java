package trunkline.gateway.doctor;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.TrunkConfig;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.trunk.HealthSettings;

/** What an answer to OPTIONS says of a trunk, or that there is none (RFC 3261 §11). */
final class OptionsVerdict {

    private static final String UNREACHED =
            "if calls fail too: the host and port of `proxy`, a firewall in between, or the trunk does not know our address";

    private OptionsVerdict() {}

    /** @param status null where nothing came in time */
    static Finding of(TrunkConfig trunk, @Nullable SipStatus status, WireLog log, Duration patience) {
        boolean watched = !trunk.sip().watchEvery().isZero();
        if (status == null) {
            return silent(watched, "not answered within " + patience.toMillis() + " ms");
        }
        String code = status.code() + " " + status.phrase();
        if (status.origin() == SipStatus.Origin.LOCAL) {
            return status.code() == 408
                    ? silent(watched, "not answered: " + status.phrase())
                    : Finding.wrong(Step.OPTIONS, "not sent: " + status.phrase(), "see transport");
        }
        Challenges challenges = Challenges.of(log, "OPTIONS");
        String seen = code + " " + log.roundTrip("OPTIONS") + (challenges.isEmpty() ? "" : "; " + challenges.words());
        if (challenges.isTrouble()) {
            return Finding.wrong(Step.OPTIONS, seen, challenges.change(trunk));
        }
        if (!HealthSettings.DEFAULT.isAlive(status.code())) {
            return watched
                    ? Finding.wrong(
                            Step.OPTIONS, seen, "`options-every: off`, if calls work: the trunk counts as down by this")
                    : Finding.warning(Step.OPTIONS, seen, "leave `options-every` off: the trunk would count as down");
        }
        return status.code() < 300
                ? Finding.ok(Step.OPTIONS, seen + abilities(log))
                : Finding.ok(Step.OPTIONS, seen + "; a refusal, and a sign of life");
    }

    private static Finding silent(boolean watched, String seen) {
        return watched
                ? Finding.wrong(
                        Step.OPTIONS,
                        seen,
                        "`options-every: off` if calls work: the trunk counts as down as long as it answers none; "
                                + UNREACHED)
                : Finding.warning(Step.OPTIONS, seen, "leave `options-every` off; " + UNREACHED);
    }

    private static String abilities(WireLog log) {
        return log.last("OPTIONS")
                .map(answer -> listed("Allow", answer.message().tokens("Allow"))
                        + listed("Supported", answer.message().tokens("Supported")))
                .orElse("");
    }

    private static String listed(String name, List<String> tokens) {
        return "; " + name + ": " + (tokens.isEmpty() ? "not said" : String.join(", ", tokens));
    }
}
