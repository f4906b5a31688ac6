package trunkline.gateway.webhook;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import trunkline.gateway.event.EndpointSecret;

/**
 * Writes the requests of one endpoint, signed as Standard Webhooks has it: {@code webhook-signature} is, for each secret in
 * force, {@code v1,} and the HMAC-SHA256 of {@code id.timestamp.body} in base 64, separated by blanks.
 *
 * <p>Confined to one thread.
 */
final class RequestWriter {

    private record Key(EndpointSecret secret, Mac mac) {}

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HEAD_OCTETS = 512;

    private final byte[] head;
    private final List<Key> keys = new ArrayList<>();

    RequestWriter(TargetUrl target, String contentType, List<EndpointSecret> secrets) {
        this.head = ("POST " + target.path() + " HTTP/1.1\r\nhost: " + target.hostHeader()
                        + "\r\nuser-agent: trunkline\r\naccept: */*\r\ncontent-type: " + contentType
                        + "\r\nwebhook-id: ")
                .getBytes(StandardCharsets.US_ASCII);
        try {
            for (EndpointSecret secret : secrets) {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(secret.octets(), ALGORITHM));
                keys.add(new Key(secret, mac));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /**
     * One request, whole.
     *
     * @param id of the webhook, ASCII
     * @param nowMicros microseconds since 1970 in UTC
     */
    ByteBuf write(ByteBufAllocator allocator, String id, long nowMicros, byte[] body) {
        String timestamp = Long.toString(TimeUnit.MICROSECONDS.toSeconds(nowMicros));
        ByteBuf out = allocator.buffer(head.length + HEAD_OCTETS + body.length);
        out.writeBytes(head);
        ByteBufUtil.writeAscii(out, id);
        ByteBufUtil.writeAscii(out, "\r\nwebhook-timestamp: ");
        ByteBufUtil.writeAscii(out, timestamp);
        ByteBufUtil.writeAscii(out, "\r\nwebhook-signature: ");
        byte[] signedHead = (id + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII);
        boolean first = true;
        for (Key key : keys) {
            if (key.secret().isActive(nowMicros)) {
                ByteBufUtil.writeAscii(out, first ? "v1," : " v1,");
                key.mac().update(signedHead);
                out.writeBytes(Base64.getEncoder().encode(key.mac().doFinal(body)));
                first = false;
            }
        }
        ByteBufUtil.writeAscii(out, "\r\ncontent-length: ");
        ByteBufUtil.writeAscii(out, Integer.toString(body.length));
        ByteBufUtil.writeAscii(out, "\r\n\r\n");
        out.writeBytes(body);
        return out;
    }
}
