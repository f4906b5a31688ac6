package trunkline.gateway.http.dialect.amivono;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class TimestampsTest {

    @Test
    void tellsTheSecondThatBeganLast() {
        assertEquals("2026-11-26T20:00:00Z", Timestamps.seconds(1_795_723_200_000_000L));
        assertEquals("2026-11-26T20:00:00Z", Timestamps.seconds(1_795_723_200_999_999L));
        assertEquals("2026-11-26T20:00:01Z", Timestamps.seconds(1_795_723_201_000_000L));
        assertEquals("2026-11-26T20:00:00Z", Timestamps.seconds(1_795_723_200_000_000L));
    }

    @Test
    void tellsATimeBefore1970() {
        assertEquals("1969-12-31T23:59:59Z", Timestamps.seconds(-1));
    }

    @Test
    void hasNothingForATimeThatIsNone() {
        assertNull(Timestamps.seconds(0));
    }
}
