package trunkline.gateway.smsc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import trunkline.gateway.inbound.InboundReading.Answer;
import trunkline.gateway.inbound.InboundReading.Arrival;

class LinkSessionsTest {

    private static final long SECOND = 1_000_000;

    private final LinkSessions sessions = new LinkSessions();
    private final long first = sessions.begin(1_000 * SECOND);
    private final Arrival now = new Arrival(2, sessions.begin(1_000 * SECOND), 5);

    @Test
    void anAnswerOverALinkThatLivesHasArrived() {
        assertThat(of(first, 1_100)).isEqualTo(Answer.ARRIVED);
        assertThat(of(now.session(), 1_100)).isEqualTo(Answer.ARRIVED);
    }

    @Test
    void anAnswerJustBeforeTheLinkBrokeIsDoubtful() {
        sessions.end(first, 1_200 * SECOND);
        assertThat(of(first, 1_139)).isEqualTo(Answer.ARRIVED);
        assertThat(of(first, 1_141)).isEqualTo(Answer.DOUBTFUL);
    }

    @Test
    void aLateAnswerIsDoubtfulAndSoAreThoseBeforeIt() {
        sessions.answered(first, 1_100 * SECOND, 1_104 * SECOND);
        assertThat(of(first, 1_100)).isEqualTo(Answer.ARRIVED);
        sessions.answered(first, 1_200 * SECOND, 1_206 * SECOND);
        assertThat(of(first, 1_200)).isEqualTo(Answer.DOUBTFUL);
        assertThat(of(first, 1_201)).isEqualTo(Answer.ARRIVED);
    }

    @Test
    void theVerySamePduIsDoubtful() {
        assertThat(sessions.answerOf(now, 1_100 * SECOND, now)).isEqualTo(Answer.DOUBTFUL);
    }

    @Test
    void nothingIsKnownOfAnotherProcessAndOfWhatIsLongAgo() {
        assertThat(of(7, 1_100)).isEqualTo(Answer.UNKNOWN);
        for (int i = 0; i < 300; i++) {
            sessions.begin(2_000 * SECOND);
        }
        assertThat(of(first, 1_100)).isEqualTo(Answer.UNKNOWN);
    }

    private Answer of(long session, long receivedAtSeconds) {
        return sessions.answerOf(new Arrival(1, session, 4), receivedAtSeconds * SECOND, now);
    }
}
