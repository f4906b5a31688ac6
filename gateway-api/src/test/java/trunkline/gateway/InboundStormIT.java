package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short one; {@code bench/inbound-storm.sh} has the long one. */
class InboundStormIT {

    private static final int MESSAGES = 500;

    @TempDir
    private Path directory;

    @Test
    void everyLongMessageIsWholeAndOnceThoughItsPartsAreNotAndTheGatewayIsKilled() throws Exception {
        InboundStorm.Result result = new InboundStorm(MESSAGES, 2).run(directory);

        assertThat(result.wrong()).isEmpty();
        assertThat(result.whole()).isEqualTo(MESSAGES - MESSAGES / 10);
        assertThat(result.incomplete()).isEqualTo(MESSAGES / 10);
    }
}
