package trunkline.sip.stack;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trunkline.sip.dialog.SipStatus;
import trunkline.sip.locate.Target;
import trunkline.sip.stack.OutsideClient.Answer;
import trunkline.sip.stack.OutsideClient.Question;
import trunkline.sip.stream.StreamPeer;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.DigestSession;
import trunkline.sip.trunk.NextHop;
import trunkline.sip.trunk.RegistrationSettings;
import trunkline.sip.trunk.RegistrationState;
import trunkline.sip.trunk.RegistrationState.Command;
import trunkline.sip.trunk.RegistrationState.Rest;
import trunkline.sip.trunk.RegistrationState.Step;

/** The upkeep of the registration at one trunk (RFC 3261 §10.2). Confined to its trunk. */
final class TrunkRegistration {

    private static final Logger LOGGER = LoggerFactory.getLogger(TrunkRegistration.class);

    private final SipTrunk trunk;
    private final UaParts parts;
    private final RegistrationSettings settings;
    private final OutsideIdentity identity;
    private final String user;
    private final String requestUri;
    private @Nullable DigestSession digest;
    private RegistrationState state;
    private long sequence;
    private @Nullable SipStatus last;
    private @Nullable Path path;

    TrunkRegistration(SipTrunk trunk, UaParts parts, RegistrationSettings settings) {
        this.trunk = trunk;
        this.parts = parts;
        this.settings = settings;
        Credentials credentials = trunk.settings().credentials();
        String account = credentials == null ? "" : credentials.username();
        String named = settings.user() == null ? account : settings.user();
        this.user = named.replaceAll("@.*", "");
        String registrar = settings.registrar() == null ? trunk.settings().requestHost() : settings.registrar();
        // No user part: some registrars drop it without a word (RFC 3261 §10.2).
        this.requestUri = "sip:" + registrar;
        String record = "sip:" + user + "@" + registrar;
        this.identity = OutsideIdentity.of(record, record);
        this.digest = newDigest();
        this.state = RegistrationState.start(settings, now());
    }

    private @Nullable DigestSession newDigest() {
        Credentials credentials = trunk.settings().credentials();
        return credentials == null ? null : new DigestSession(credentials, CallIdentity::randomToken);
    }

    private long now() {
        return parts.nanoClock().getAsLong();
    }

    long dueNanos() {
        return state.dueNanos();
    }

    boolean isValid() {
        return state.isRegistered(now());
    }

    @Nullable
    SipStatus last() {
        return last;
    }

    void onTick() {
        apply(state.onTick(now()));
    }

    /** The connection to a peer is gone. */
    void onLost(StreamPeer peer) {
        if (path != null && path.transport().isStream() && path.peer().equals(peer)) {
            apply(state.onConnectionLost(now()));
        }
    }

    private void apply(Step step) {
        state = step.next();
        if (step.command() == Command.SEND) {
            send(state.askedSeconds(), this::onAnswer);
        }
        trunk.reschedule();
    }

    private void send(long seconds, Consumer<Answer> done) {
        Question question = new Question("REGISTER", target -> register(target, seconds), digest, done);
        new OutsideClient(trunk, parts, question).start(hop());
    }

    private SIPRequest register(Target target, long seconds) throws NotSentException {
        SIPRequest register = parts.messages().outside("REGISTER", identity, requestUri, ++sequence, trunk.settings());
        path = trunk.paths().path(target);
        parts.messages().put(register, "Contact", "<" + parts.messages().contact(user, target.transport()) + ">");
        parts.messages().put(register, "Expires", Long.toString(seconds));
        return register;
    }

    private void onAnswer(Answer answer) {
        SipStatus status = answer.status();
        SIPResponse response = answer.response();
        last = status;
        boolean before = isValid();
        int code = status.code();
        Rest rest = new Rest(
                status.retryAfter(),
                code == 401 || code == 407 || code == 403,
                ThreadLocalRandom.current().nextDouble());
        if (code < 300 && response != null && answer.target() != null) {
            String ours = parts.messages().contact(user, answer.target().transport());
            apply(state.onAccepted(SipReading.registeredSeconds(response, ours, state.askedSeconds()), now()));
        } else if (code == 423 && response != null) {
            apply(state.onTooBrief(SipReading.minimumExpires(response), rest, now()));
        } else {
            // What was refused is not tried again with the same challenge in mind.
            digest = newDigest();
            apply(state.onRefused(rest, now()));
        }
        if (code != 423 && (before != isValid() || code >= 300)) {
            LOGGER.atInfo()
                    .addKeyValue("trunk", trunk.settings().name())
                    .addKeyValue("registered", isValid())
                    .addKeyValue("sipStatus", code)
                    .addKeyValue("cause", status.phrase())
                    .log("registration");
        }
        trunk.tell();
    }

    /** Whether the binding is at the same registrar, for the same address of record. */
    boolean isSameBinding(TrunkRegistration other) {
        return requestUri.equals(other.requestUri)
                && identity.to().equals(other.identity.to())
                && hop().equals(other.hop());
    }

    private NextHop hop() {
        return settings.via() == null ? trunk.settings().proxy() : settings.via();
    }

    /** Takes the binding back, if there is one. {@code done} is told once it is answered, or not sent. */
    void remove(Runnable done) {
        if (isValid()) {
            send(0, answer -> {
                onAnswer(answer);
                done.run();
            });
        } else {
            done.run();
        }
    }
}
