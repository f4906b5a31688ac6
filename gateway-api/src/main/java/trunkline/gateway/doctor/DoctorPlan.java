package trunkline.gateway.doctor;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.config.TrunkConfig;
import trunkline.gateway.config.VoiceConfig;
import trunkline.sip.trunk.PhoneNumber;

/**
 * What is to be looked at, and how far.
 *
 * @param listen where SIP is spoken from, unresolved; port 0 for any that is free
 * @param register whether the trunk is told where we are, and after that told that we are gone
 * @param patience with the trunk for each of its answers, but for a phone that rings
 * @param call null for none
 */
public record DoctorPlan(
        TrunkConfig trunk,
        VoiceConfig voice,
        InetSocketAddress listen,
        boolean register,
        Duration patience,
        @Nullable Call call) {

    private static final Duration PATIENCE_MAX = Duration.ofMinutes(1);
    private static final Duration TONE_MAX = Duration.ofMinutes(1);

    /**
     * A call that is placed.
     *
     * @param tone how long it plays
     * @param key how long it waits after that for the callee to press a key; zero for not
     */
    public record Call(PhoneNumber from, PhoneNumber to, Duration tone, Duration key) {

        public Call {
            if (tone.toMillis() < 100 || tone.compareTo(TONE_MAX) > 0) {
                throw new IllegalArgumentException("'--play' is '" + tone + "': must be 100ms to 1m");
            }
            if (key.isNegative() || key.compareTo(TONE_MAX) > 0) {
                throw new IllegalArgumentException("'--key' is '" + key + "': must be up to 1m");
            }
        }
    }

    public DoctorPlan {
        if (patience.toMillis() < 100 || patience.compareTo(PATIENCE_MAX) > 0) {
            throw new IllegalArgumentException("'--wait' is '" + patience + "': must be 100ms to 1m");
        }
    }
}
