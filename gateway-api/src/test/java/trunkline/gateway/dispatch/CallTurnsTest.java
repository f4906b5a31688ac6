package trunkline.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import trunkline.gateway.store.CallLane;

class CallTurnsTest {

    private final CallTurns turns = new CallTurns();
    private final Set<CallLane> waiting = new HashSet<>();

    /** Lanes, written as account and priority. */
    private static CallLane lane(String name) {
        return new CallLane(name.charAt(0), name.charAt(1) - '0');
    }

    private void wait(String... names) {
        List.of(names).forEach(name -> waiting.add(lane(name)));
    }

    /** Which ones had the next turns, each of which has more waiting. */
    private String go(int count) {
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < count; i++) {
            CallLane next = Objects.requireNonNull(turns.next(waiting));
            turns.went(next, waiting);
            order.append(' ').append((char) next.account()).append(next.priority());
        }
        return order.substring(1);
    }

    @Test
    void accountsTakeTurns() {
        wait("a0");
        go(1);
        wait("b0");

        assertThat(go(5)).isEqualTo("b0 a0 b0 a0 b0");
    }

    @Test
    void whoComesNewIsNextAndHasNoMoreTurnsThanOthersAfterThat() {
        wait("a0");
        go(100);
        wait("b0");

        assertThat(go(4)).isEqualTo("b0 a0 b0 a0");
    }

    @Test
    void theHigherPriorityGoesFirstAndEveryFourthCallIsOfTheLower() {
        wait("a0", "b2");

        assertThat(go(9)).isEqualTo("b2 b2 b2 a0 b2 b2 b2 a0 b2");
    }

    @Test
    void eachOfSeveralPrioritiesHasItsTurn() {
        wait("a0", "a1", "a3");

        assertThat(go(16)).isEqualTo("a3 a3 a3 a1 a3 a3 a3 a1 a3 a3 a3 a1 a3 a3 a3 a0");
    }

    @Test
    void whatWentWhileNoneOfALowerPriorityWaitedDoesNotCount() {
        wait("a3");
        go(3);
        wait("b0");

        assertThat(go(4)).isEqualTo("a3 a3 a3 b0");
    }

    @Test
    void accountsTakeTurnsWithinAPriority() {
        wait("a3", "b3", "c0");

        assertThat(go(8)).isIn("a3 b3 a3 c0 b3 a3 b3 c0", "b3 a3 b3 c0 a3 b3 a3 c0");
    }

    @Test
    void nobodyIsNextWhereNobodyWaits() {
        assertThat(turns.next(waiting)).isNull();
    }
}
