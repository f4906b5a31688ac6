package trunkline.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;
import trunkline.sip.trunk.Credentials;
import trunkline.sip.trunk.PhoneNumber;
import trunkline.sip.trunk.TrunkLimits;
import trunkline.sip.trunk.TrunkSettings;

/**
 * Calls whose peer says mutated things, over UDP and TCP: responses to the INVITE as it is, requests in its dialogs, and the
 * messages of RFC 4475. Nothing may escape, no thread may die, calls that are left alone must work all the while, and in the
 * end nothing may be held. For a few seconds in every build; {@code bench/fuzz.sh} lets it run for as long as one likes.
 */
@Isolated
class MutatedSipIT {

    private static final Duration LENGTH =
            Duration.ofSeconds(Long.parseLong(System.getenv().getOrDefault("FUZZ_SECONDS", "8")));
    private static final long SEED = Long.parseLong(System.getenv().getOrDefault("FUZZ_SEED", "4475"));

    private static final String[] STATUSES = {
        "100 Trying",
        "180 Ringing",
        "183 Session Progress",
        "199 Early Dialog Terminated",
        "200 OK",
        "202 Accepted",
        "300 Multiple Choices",
        "302 Moved Temporarily",
        "400 Bad Request",
        "401 Unauthorized",
        "407 Proxy Authentication Required",
        "408 Request Timeout",
        "420 Bad Extension",
        "422 Session Interval Too Small",
        "480 Temporarily Unavailable",
        "486 Busy Here",
        "487 Request Terminated",
        "488 Not Acceptable Here",
        "491 Request Pending",
        "500 Server Internal Error",
        "503 Service Unavailable",
        "603 Decline",
        "699 Whatever"
    };

    private static final String[] METHODS = {
        "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "INFO", "UPDATE", "PRACK", "REFER", "NOTIFY", "MESSAGE", "XYZZY"
    };

    private final Random random = new Random(SEED);
    private final Mutation mutation = new Mutation(random);
    private final List<Rfc4475.Message> torture = Rfc4475.all();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private long messages;
    private long calls;

    @Test
    void escapesNothingKillsNothingLeavesNothing() throws IOException {
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> troubles.add(thread.getName() + " died: " + e));
        Logger root = (Logger) LoggerFactory.getLogger("trunkline.sip");
        Trouble trouble = new Trouble();
        trouble.start();
        root.addAppender(trouble);
        SipUserAgent agent =
                new SipUserAgent(SipSettings.on("127.0.0.1").withTcp(true).withT1(Duration.ofMillis(10)));
        agent.start();
        try (ScriptedPeer peer = new ScriptedPeer();
                ScriptedPeer honest = new ScriptedPeer()) {
            fuzz(agent, peer, honest);
            assertThat(troubles).isEmpty();
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                TableSizes sizes = agent.sizes();
                assertThat(sizes).isEqualTo(new TableSizes(0, 0, 0, 0, 0, sizes.connections()));
            });
        } finally {
            agent.close();
            root.detachAppender(trouble);
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(troubles).isEmpty();
        assertThat(calls).as("in %s messages", messages).isGreaterThan(LENGTH.toSeconds());
    }

    private void fuzz(SipUserAgent agent, ScriptedPeer peer, ScriptedPeer honest) {
        SipTrunk wild = trunk(agent, peer);
        SipTrunk well = trunk(agent, honest);
        long end = System.nanoTime() + LENGTH.toNanos();
        for (int round = 0; System.nanoTime() - end < 0 && troubles.isEmpty(); round++) {
            wildCall(agent, wild, peer);
            if (round % 50 == 0) {
                goodCall(well, honest);
                peer.seen().clear();
                honest.seen().clear();
            }
        }
    }

    private static SipTrunk trunk(SipUserAgent agent, ScriptedPeer peer) {
        return Dialling.open(
                agent,
                TrunkSettings.of("t", peer.hostPort(), "gw.local")
                        .withCredentials(Credentials.of("alice", "secret"))
                        .withLimits(TrunkLimits.DEFAULT.withTalk(Duration.ofSeconds(2))));
    }

    private static CallRequest request() {
        return CallRequest.of(new PhoneNumber("+46701234567"), new PhoneNumber("+46709999999"), HeardCall.OFFER)
                .withRing(Duration.ofSeconds(1));
    }

    private void goodCall(SipTrunk trunk, ScriptedPeer peer) {
        HeardCall heard = new HeardCall();
        OutboundCall call = trunk.dial(request().withRing(Duration.ofSeconds(10)), heard);
        SipText invite = peer.expect("INVITE");
        while (!invite.header("Call-ID").equals(call.callId())) {
            invite = peer.expect("INVITE");
        }
        SipText ours = invite;
        // Again and again, as a peer does (RFC 3261 §13.3.1.4): under the flood of the other peer one may be lost.
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20)).until(() -> {
            peer.answer(ours, "good");
            return heard.hasHeard("answered");
        });
        call.hangUp();
        SipText bye = peer.expect("BYE");
        peer.respond(bye, "200 OK", "");
        heard.outcome();
        calls++;
    }

    /** One call, some mutated messages about it, and no more. */
    private void wildCall(SipUserAgent agent, SipTrunk trunk, ScriptedPeer peer) {
        OutboundCall call = trunk.dial(request(), new HeardCall());
        SipText invite = peer.expect("INVITE");
        List<byte[]> script = script(peer, invite);
        for (byte[] octets : script) {
            messages++;
            peer.send(random.nextInt(8) == 0 ? octets : mutation.of(octets), invite.from());
        }
        if (random.nextInt(10) == 0) {
            overTcp(agent, script);
        }
        if (random.nextBoolean()) {
            call.hangUp();
        }
    }

    private List<byte[]> script(ScriptedPeer peer, SipText invite) {
        List<byte[]> script = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            String text =
                    switch (random.nextInt(4)) {
                        case 0 ->
                            ScriptedPeer.response(invite, STATUSES[random.nextInt(STATUSES.length)], tag(), lines());
                        case 1 ->
                            ScriptedPeer.response(
                                    invite,
                                    "200 OK",
                                    tag(),
                                    "Contact: " + peer.contact(),
                                    "Content-Type: application/sdp",
                                    "",
                                    ScriptedPeer.SDP);
                        case 2 ->
                            peer.request(
                                    invite, METHODS[random.nextInt(METHODS.length)], random.nextInt(9), tag(), lines());
                        default -> "";
                    };
            script.add(
                    text.isEmpty()
                            ? torture.get(random.nextInt(torture.size())).octets()
                            : text.getBytes(StandardCharsets.UTF_8));
        }
        return script;
    }

    private String tag() {
        return "t" + random.nextInt(4);
    }

    private String[] lines() {
        String[] all = {
            "Contact: <sip:a@127.0.0.1:" + (1 + random.nextInt(65_000)) + ";transport=tcp>;q=0.5, <sip:b@127.0.0.1>",
            "Record-Route: <sip:127.0.0.1:9;lr>, <sip:127.0.0.1:9>",
            "Require: 100rel",
            "RSeq: " + random.nextInt(4),
            "Session-Expires: 1;refresher=uac",
            "Min-SE: 2",
            "Allow: UPDATE",
            "WWW-Authenticate: Digest realm=\"r\", nonce=\"" + random.nextInt() + "\", qop=\"auth,auth-int\"",
            "Retry-After: 1",
            "Unsupported: timer",
            "Reason: Q.850;cause=17",
            "Content-Type: application/sdp"
        };
        List<String> some = new ArrayList<>();
        for (String line : all) {
            if (random.nextInt(3) == 0) {
                some.add(line);
            }
        }
        some.add("");
        some.add(ScriptedPeer.SDP);
        return some.toArray(new String[0]);
    }

    private void overTcp(SipUserAgent agent, List<byte[]> script) {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), agent.localAddress().getPort())) {
            for (byte[] octets : script) {
                messages++;
                socket.getOutputStream().write(random.nextBoolean() ? octets : mutation.of(octets));
            }
        } catch (IOException e) {
            // A connection that broke the rules is cut.
        }
    }

    /** What is logged as an error, or with an exception, has escaped from somewhere. */
    private final class Trouble extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR) || event.getThrowableProxy() != null) {
                String cause = event.getThrowableProxy() == null
                        ? ""
                        : event.getThrowableProxy().getClassName() + " "
                                + event.getThrowableProxy().getMessage() + " at "
                                + event.getThrowableProxy().getStackTraceElementProxyArray()[0];
                troubles.add(event.getFormattedMessage() + " " + event.getKeyValuePairs() + " " + cause);
            }
        }
    }
}
