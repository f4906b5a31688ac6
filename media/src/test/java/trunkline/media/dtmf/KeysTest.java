package trunkline.media.dtmf;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys as events: what is sent for them, and what is made of what comes. */
class KeysTest {

    private final KeyListener listener = new KeyListener();

    @Test
    void sendsAKeyUntilItsEndThreeTimesAndAGap() {
        var timeline = new KeyTimeline();
        timeline.add(Key.DIGIT_1);
        timeline.add(Key.POUND);
        assertThat(packets(timeline, 20))
                .containsExactly(
                        "M 01 0a 00a0",
                        "  01 0a 0140",
                        "  01 0a 01e0",
                        "  01 0a 0280",
                        "  01 8a 0320",
                        "  01 8a 0320",
                        "  01 8a 0320",
                        "-",
                        "-",
                        "-",
                        "-",
                        "M 0b 0a 00a0",
                        "  0b 0a 0140",
                        "  0b 0a 01e0",
                        "  0b 0a 0280",
                        "  0b 8a 0320",
                        "  0b 8a 0320",
                        "  0b 8a 0320",
                        "-",
                        "-",
                        "-",
                        "-");
    }

    @Test
    void sendsTheSameInLongerPackets() {
        var timeline = new KeyTimeline();
        timeline.add(Key.STAR);
        assertThat(packets(timeline, 60))
                .containsExactly("M 0a 0a 01e0", "  0a 8a 03c0", "  0a 8a 03c0", "  0a 8a 03c0", "-", "-");
    }

    @Test
    void takesNoMoreKeysThanItsBound() {
        var timeline = new KeyTimeline();
        for (int i = 0; i < KeyTimeline.WAITING_MAX; i++) {
            assertThat(timeline.add(Key.DIGIT_5)).isTrue();
        }
        assertThat(timeline.add(Key.DIGIT_5)).isFalse();
    }

    @Test
    void hearsOneKeyWhateverOfItIsLostOrComesTwice() {
        assertThat(hear("01 0a 00a0", 1000)).isEqualTo('1');
        assertThat(hear("01 0a 0140", 1000)).isNull();
        assertThat(hear("01 8a 0320", 1000)).isNull();
        assertThat(hear("01 8a 0320", 1000)).isNull();
        assertThat(hear("01 8a 0320", 4000)).isEqualTo('1'); // all but the last packet was lost
        assertThat(hear("01 0a 00a0", 4000)).isNull(); // late
        assertThat(hear("01 0a 00a0", 1000)).isNull(); // very late
        assertThat(hear("0b 0a 00a0", 8000)).isEqualTo('#');
    }

    @Test
    void hearsOneKeyThatIsHeldForLongerThanADurationCanSay() {
        assertThat(hear("05 0a ffff", 0)).isEqualTo('5');
        assertThat(hear("05 0a 00a0", 0xFFFF)).isNull();
        assertThat(hear("05 8a 0140", 0xFFFF)).isNull();
        assertThat(hear("05 0a 00a0", 0x1FFFF)).isEqualTo('5');
    }

    @Test
    void hearsNothingInEventsThatAreNoKeysNorInOtherOctets() {
        assertThat(hear("24 0a 00a0", 0)).isNull(); // fax
        assertThat(hear("01 0a", 9000)).isNull();
        var random = new Random(1);
        int heard = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] octets = new byte[random.nextInt(8)];
            random.nextBytes(octets);
            heard += listener.onPacket(ByteBuffer.wrap(octets), 0, octets.length, random.nextInt()) == null ? 0 : 1;
        }
        assertThat(heard).isLessThan(2000);
    }

    @Test
    void knowsEveryKeyByItsSymbol() {
        for (Key key : Key.values()) {
            assertThat(Key.of(key.symbol())).isSameAs(key);
            assertThat(Key.ofCode(key.code())).isSameAs(key);
        }
        assertThat(Key.of('d')).isSameAs(Key.D);
        assertThat(Key.of('E')).isNull();
        assertThat(Key.ofCode(16)).isNull();
        assertThat(requireNonNull(Key.of('#')).rowHertz()).isEqualTo(941);
        assertThat(requireNonNull(Key.of('#')).columnHertz()).isEqualTo(1477);
    }

    private static List<String> packets(KeyTimeline timeline, int ptimeMillis) {
        List<String> packets = new ArrayList<>();
        ByteBuffer packet = ByteBuffer.allocate(KeyEvent.LENGTH);
        while (timeline.isBusy()) {
            timeline.next(ptimeMillis);
            if (timeline.isSending()) {
                KeyEvent.write(packet, 0, timeline.key(), timeline.isEnd(), timeline.duration(8 * ptimeMillis));
                packets.add((timeline.isFirst() ? "M " : "  ")
                        + "%02x %02x %04x".formatted(packet.get(0), packet.get(1), packet.getShort(2)));
            } else {
                packets.add("-");
            }
            timeline.done();
        }
        return packets;
    }

    private @Nullable Character hear(String payload, int timestamp) {
        byte[] octets = HexFormat.of().parseHex(payload.replace(" ", ""));
        Key key = listener.onPacket(ByteBuffer.wrap(octets), 0, octets.length, timestamp);
        return key == null ? null : key.symbol();
    }
}
