package trunkline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PacerWheelTest {

    private static final long MILLI = 1_000_000;
    private static final long ORIGIN = Long.MAX_VALUE - 5 * MILLI; // nanoTime may wrap while calls last

    private final PacerWheel<String> wheel = new PacerWheel<>(ORIGIN);
    private final List<String> turns = new ArrayList<>();

    @Test
    void givesTurnsInTheOrderTheyAreDueAndNotBefore() {
        wheel.add("b", at(3));
        wheel.add("a", at(1));
        wheel.add("c", at(3));
        turn(0);
        assertThat(turns).isEmpty();
        assertThat(wheel.nanosUntilDue(at(0))).isEqualTo(MILLI);
        turn(1);
        turn(3);
        assertThat(turns).containsExactly("a", "b", "c");
        assertThat(wheel.size()).isZero();
    }

    @Test
    void waitsForEverWhenEmpty() {
        assertThat(wheel.nanosUntilDue(at(7))).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void givesMissedSlotsTheirTurnsOneByOne() {
        wheel.add("a", at(1));
        wheel.add("b", at(40));
        turn(50);
        assertThat(turns).containsExactly("a");
        turn(50);
        assertThat(turns).containsExactly("a", "b");
    }

    @Test
    void keepsAStreamsPlaceThroughManyRounds() {
        wheel.add("a", at(2));
        wheel.add("b", at(2));
        for (int milli = 2; milli < 1002; milli += 20) {
            int due = milli + 20;
            wheel.turn(at(milli), entry -> {
                turns.add(entry);
                return at(due);
            });
        }
        assertThat(turns).hasSize(100);
        for (int i = 0; i < turns.size(); i += 2) {
            assertThat(turns.subList(i, i + 2)).containsExactly("a", "b");
        }
    }

    @Test
    void takesAnEntryThatIsOverdueInTheNextSlotThatHasNotBegun() {
        wheel.add("a", at(5));
        wheel.turn(at(5), entry -> at(1));
        assertThat(wheel.nanosUntilDue(at(5))).isEqualTo(MILLI);
    }

    @Test
    void goesOnWithTheOthersOfASlotWhenOneLeaves() {
        wheel.add("leaves", at(1));
        wheel.add("stays", at(1));
        wheel.turn(at(1), entry -> entry.equals("leaves") ? PacerWheel.LEAVE : at(21));
        assertThat(wheel.size()).isEqualTo(1);
        turn(21);
        assertThat(turns).containsExactly("stays");
    }

    @Test
    void carriesManyThatComeAndGo() {
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < 40; i++) {
                wheel.add(round + "." + i, at(100 + round));
                expected.add(round + "." + i);
            }
            turn(100 + round);
        }
        assertThat(turns).isEqualTo(expected);
        assertThat(wheel.size()).isZero();
    }

    @Test
    void goesOnWithTheOthersOfASlotWhenOneThrows() {
        wheel.add("a", at(1));
        wheel.add("throws", at(1));
        wheel.add("b", at(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> wheel.turn(at(1), entry -> {
                    turns.add(entry);
                    if (entry.equals("throws")) {
                        throw new IllegalStateException("told to");
                    }
                    return PacerWheel.LEAVE;
                }));
        turn(2);
        assertThat(turns).containsExactly("a", "throws", "b");
        assertThat(wheel.size()).isZero();
    }

    @Test
    void spreadsTwoThousandStreamsThatComeAtOnceEvenlyOverThePacketInterval() {
        Map<Long, Integer> perSlot = new HashMap<>();
        for (int i = 0; i < 2000; i++) {
            long start = wheel.startNanos(at(100), 20 * MILLI);
            assertThat(start - at(100)).isBetween(0L, 19 * MILLI);
            perSlot.merge(start, 1, Integer::sum);
            wheel.add("stream", start);
        }
        assertThat(perSlot).hasSize(20);
        assertThat(perSlot.values()).containsOnly(100);
    }

    @Test
    void wakesUpForAFewStreamsTogether() {
        for (int i = 0; i < 64; i++) {
            wheel.add("stream", wheel.startNanos(at(100), 20 * MILLI));
        }
        turn(100);
        assertThat(turns).hasSize(64);
    }

    private static long at(long milli) {
        return ORIGIN + milli * MILLI;
    }

    private void turn(long milli) {
        wheel.turn(at(milli), entry -> {
            turns.add(entry);
            return PacerWheel.LEAVE;
        });
    }
}
