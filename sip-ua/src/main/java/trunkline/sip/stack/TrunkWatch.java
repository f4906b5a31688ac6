package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.stack.OutsideClient.Answer;
import trunkline.sip.stack.OutsideClient.Question;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.DigestSession;
import trunkline.sip.trunk.HealthSettings;
import trunkline.sip.trunk.TrunkHealth;
import trunkline.sip.trunk.TrunkSettings;

/** Asks one trunk by OPTIONS, again and again, whether it is there (RFC 3261 §11). Confined to its trunk. */
final class TrunkWatch {

    private static final Logger LOGGER = LoggerFactory.getLogger(TrunkWatch.class);

    private final SipTrunk trunk;
    private final UaParts parts;
    private final OutsideIdentity identity;
    private final String requestUri;
    private final @Nullable DigestSession digest;
    private TrunkHealth health;
    private long dueNanos;
    private long sequence;
    private @Nullable OutsideClient asking;
    private @Nullable SipStatus last;

    TrunkWatch(SipTrunk trunk, UaParts parts, HealthSettings settings) {
        this.trunk = trunk;
        this.parts = parts;
        this.health = TrunkHealth.unknown(settings);
        this.dueNanos = parts.nanoClock().getAsLong();
        this.requestUri = "sip:" + trunk.settings().requestHost();
        this.identity = OutsideIdentity.of(
                "sip:" + user(trunk.settings(), settings) + "@"
                        + trunk.settings().identity().fromDomain(),
                requestUri);
        Credentials credentials = trunk.settings().credentials();
        this.digest = credentials == null ? null : new DigestSession(credentials, CallIdentity::randomToken);
    }

    /** Never nobody: there are trunks that ban who asks without a user in From. */
    static String user(TrunkSettings trunk, HealthSettings settings) {
        if (settings.fromUser() != null) {
            return settings.fromUser();
        }
        if (trunk.identity().fromUser() != null) {
            return trunk.identity().fromUser();
        }
        Credentials credentials = trunk.credentials();
        return credentials == null ? "trunkline" : credentials.username().replaceAll("@.*", "");
    }

    long dueNanos() {
        return dueNanos;
    }

    boolean isUp() {
        return health.up();
    }

    @Nullable
    SipStatus last() {
        return last;
    }

    void onTick() {
        long now = parts.nanoClock().getAsLong();
        if (now - dueNanos < 0) {
            return;
        }
        if (asking != null) {
            asking.drop();
            count(SipStatus.timeout("No response to OPTIONS"));
        }
        dueNanos = now + health.settings().interval().toNanos();
        Question question = new Question("OPTIONS", target -> options(), digest, this::onAnswer);
        asking = new OutsideClient(trunk, parts, question);
        asking.start(trunk.settings().proxy());
        trunk.reschedule();
    }

    private SIPRequest options() throws NotSentException {
        SIPRequest options = parts.messages().outside("OPTIONS", identity, requestUri, ++sequence, trunk.settings());
        parts.messages().put(options, "Accept", "application/sdp");
        return options;
    }

    private void onAnswer(Answer answer) {
        asking = null;
        count(answer.status());
    }

    private void count(SipStatus status) {
        last = status;
        boolean before = health.up();
        boolean alive =
                status.origin() == SipStatus.Origin.PEER && health.settings().isAlive(status.code());
        health = health.after(alive);
        if (before != health.up()) {
            LOGGER.atWarn()
                    .addKeyValue("trunk", trunk.settings().name())
                    .addKeyValue("state", health.up() ? "up" : "down")
                    .addKeyValue("sipStatus", status.code())
                    .addKeyValue("cause", status.phrase())
                    .log("trunk");
        }
        trunk.tell();
    }
}
