package trunkline.gateway.profile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.TestGateway;

/** The two sides of a {@link Quirk}, and the SMSC that has it. */
final class Sides {

    private final WatchedSmsc smsc;
    private final Side with;
    private final Side without;
    private @Nullable TestGateway gateway;

    Sides(WatchedSmsc smsc, String with, String without) {
        this.smsc = smsc;
        this.with = new Side(with);
        this.without = new Side(without);
    }

    void use(TestGateway started) {
        gateway = started;
    }

    WatchedSmsc smsc() {
        return smsc;
    }

    /** The SMSC of the gateway whose profile knows the quirk. */
    Side with() {
        return with;
    }

    /** The one whose profile does not. */
    Side without() {
        return without;
    }

    /** Numbers that go over a side: +461 with the profile, +462 without, and two digits of the quirk. */
    static String prefix(String side) {
        int quirk = Integer.parseInt(side.substring(side.lastIndexOf('-') + 1));
        return "+467%s%02d".formatted(side.startsWith("without") ? "2" : "1", quirk);
    }

    /** One of them. */
    final class Side {

        private final String name;
        private final AtomicInteger numbers = new AtomicInteger();

        Side(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        /** Sends a text to a new number of this side. */
        Sent send(String text) throws Exception {
            return send(text, "");
        }

        /** The same with further members of the request, such as {@code , "flash": true}. */
        Sent send(String text, String members) throws Exception {
            String to = prefix(name) + "%05d".formatted(numbers.incrementAndGet());
            String id = http().http()
                    .accept(
                            "/messages/sms",
                            "{\"from\":\"+46736265400\",\"to\":\"%s\",\"message\":\"%s\"%s}"
                                    .formatted(to, text, members));
            return new Sent(id, to);
        }

        /** How often its bind was lost, or came to nothing. */
        long losses() {
            return smsc.binds(name) - 1;
        }

        /** Whether the gateway's bind is up. */
        boolean isUp() throws Exception {
            return Sides.isUp(http(), name);
        }
    }

    /** Whether a bind of an SMSC is up. */
    static boolean isUp(TestGateway gateway, String smsc) throws Exception {
        String metrics = gateway.http().send("GET", "/metrics", "").body();
        return Pattern.compile("trunkline_smsc_up\\{[^}]*smsc=\"" + smsc + "\"[^}]*} 1\\.0")
                .matcher(metrics)
                .find();
    }

    private TestGateway http() {
        if (gateway == null) {
            throw new IllegalStateException("no gateway yet");
        }
        return gateway;
    }

    /** A message on its way. */
    final class Sent {

        private final String id;
        private final String to;

        private Sent(String id, String to) {
            this.id = id;
            this.to = to;
        }

        /** Where it went. */
        String to() {
            return to;
        }

        JsonNode resource() throws Exception {
            return http().http().get("/messages/sms/" + id);
        }

        String status() throws Exception {
            return resource().get("status").asText();
        }

        void await(String status) {
            org.awaitility.Awaitility.await().atMost(20, SECONDS).untilAsserted(() -> assertThat(status())
                    .as("status of %s", resource())
                    .isEqualTo(status));
        }
    }
}
