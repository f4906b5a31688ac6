package trunkline.sip.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFramesTest {

    private static final String FIRST = "SIP/2.0 200 OK\r\nCall-ID: a\r\nContent-Length: 4\r\n\r\nv=0\n";
    private static final String SECOND = "BYE sip:x SIP/2.0\r\nL : 0\r\n\r\n";

    private final EmbeddedChannel channel = new EmbeddedChannel(new MessageFrames(200));

    private List<String> receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
        List<String> messages = new ArrayList<>();
        for (byte[] message; (message = channel.readInbound()) != null; ) {
            messages.add(new String(message, StandardCharsets.ISO_8859_1));
        }
        return messages;
    }

    @Test
    void cutsWhatComesTogether() {
        assertThat(receive(FIRST + SECOND)).containsExactly(FIRST, SECOND);
    }

    @Test
    void waitsForWhatComesOctetByOctet() {
        String both = FIRST + SECOND;
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < both.length(); i++) {
            messages.addAll(receive(both.substring(i, i + 1)));
        }
        assertThat(messages).containsExactly(FIRST, SECOND);
    }

    @Test
    void readsAContentLengthThatIsFolded() {
        assertThat(receive("BYE sip:x SIP/2.0\r\nCONTENT-length:\r\n 2\r\n\r\nab"))
                .hasSize(1);
    }

    @Test
    void answersTwoLineEndsByOneAndOneByNothing() {
        assertThat(receive("\r\n\r\n")).isEmpty();
        assertThat(channel.<ByteBuf>readOutbound().toString(StandardCharsets.US_ASCII))
                .isEqualTo("\r\n");
        assertThat(receive("\r\n" + SECOND + "\r\n")).containsExactly(SECOND);
        assertThat(channel.<ByteBuf>readOutbound()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BYE sip:x SIP/2.0\r\nCall-ID: a\r\n\r\n",
                "BYE sip:x SIP/2.0\r\nContent-Length: x\r\n\r\n",
                "BYE sip:x SIP/2.0\r\nContent-Length: -1\r\n\r\n",
                "BYE sip:x SIP/2.0\r\nContent-Length: 99999999999\r\n\r\n",
                "BYE sip:x SIP/2.0\r\nContent-Length: 1\r\nl: 2\r\n\r\n",
                "BYE sip:x SIP/2.0\r\nContent-Length: 999\r\n\r\n",
                "\0\0\0\0",
                "<html>"
            })
    void cannotFollowAStreamThatBreaksTheRules(String text) {
        assertThatThrownBy(() -> receive(text)).isInstanceOf(CorruptedFrameException.class);
    }

    @Test
    void takesNoHeaderSectionWithoutAnEnd() {
        assertThatThrownBy(() -> receive("INVITE sip:x SIP/2.0\r\n" + "X: y\r\n".repeat(40)))
                .isInstanceOf(CorruptedFrameException.class)
                .hasMessage("a header section above 200 octets");
    }
}
