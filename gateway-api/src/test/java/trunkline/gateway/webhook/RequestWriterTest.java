package trunkline.gateway.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.Test;
import trunkline.gateway.event.EndpointSecret;

/** The requests as octets, signed as in the example of the specification of Standard Webhooks. */
class RequestWriterTest {

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long AT_MICROS = 1_614_265_330_000_000L;
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void signsAsTheSpecificationDoes() {
        assertThat(written(new EndpointSecret(SECRET, 0, 0)))
                .isEqualTo(
                        "POST /hook?a=b HTTP/1.1\r\nhost: example.com:8443\r\nuser-agent: trunkline\r\naccept: */*\r\n"
                                + "content-type: application/json\r\nwebhook-id: " + ID
                                + "\r\nwebhook-timestamp: 1614265330\r\n"
                                + "webhook-signature: " + SIGNATURE
                                + "\r\ncontent-length: 20\r\n\r\n{\"test\": 2432232314}");
    }

    @Test
    void signsWithBothSecretsAsLongAsTheOldOneIsInForce() {
        EndpointSecret fresh = new EndpointSecret("whsec_AAAA", 0, 0);

        assertThat(written(fresh, new EndpointSecret(SECRET, 0, AT_MICROS + 1)))
                .containsPattern("webhook-signature: v1,[A-Za-z0-9+/]{43}= ")
                .contains(" " + SIGNATURE + "\r\n");
        assertThat(written(fresh, new EndpointSecret(SECRET, 0, AT_MICROS))).doesNotContain(SIGNATURE);
    }

    private static String written(EndpointSecret... secrets) {
        TargetUrl target = TargetUrl.parse("https://example.com:8443/hook?a=b");
        ByteBuf request = new RequestWriter(target, "application/json", List.of(secrets))
                .write(UnpooledByteBufAllocator.DEFAULT, ID, AT_MICROS, BODY);
        String text = request.toString(US_ASCII);
        request.release();
        return text;
    }
}
