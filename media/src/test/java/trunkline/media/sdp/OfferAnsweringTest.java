package trunkline.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trunkline.media.codec.PayloadType;

class OfferAnsweringTest {

    private static final List<PayloadType> SUPPORTED =
            List.of(PayloadType.PCMU, PayloadType.PCMA, PayloadType.telephoneEvent(101));
    private static final InetSocketAddress OURS = new InetSocketAddress("192.0.2.1", 30_000);

    private final LocalMedia caller = LocalMedia.offering(1, OURS, SUPPORTED, 20);
    private final LocalMedia callee =
            LocalMedia.answering(2, new InetSocketAddress("198.51.100.7", 40_000), SUPPORTED, 20);

    @Test
    void agreesWithItselfOnTheFirstCodecAndKeyPresses() {
        var answered = agreed(callee.answer(caller.sdp(), AddressPolicy.OTHERS));
        assertThat(answered.remote().rtp()).isEqualTo(OURS);
        assertThat(answered.local().sdp())
                .contains("o=- 2 0 IN IP4", "m=audio 40000 RTP/AVP 0 101\r\n", "a=fmtp:101 0-15\r\n", "a=sendrecv\r\n");
        RemoteMedia remote = agreed(caller.readAnswer(answered.local().sdp(), AddressPolicy.OTHERS))
                .remote();
        assertThat(remote.rtp()).isEqualTo(new InetSocketAddress("198.51.100.7", 40_000));
        assertThat(remote.audio()).isEqualTo(PayloadType.PCMU);
        assertThat(remote.telephoneEvent()).isEqualTo(PayloadType.telephoneEvent(101));
    }

    @ParameterizedTest
    @CsvSource({
        "sendonly, recvonly, false",
        "inactive, inactive, false",
        "recvonly, sendonly, true",
        "sendrecv, sendrecv, true",
    })
    void answersHoldWithItsCounterpartAndResumesAfterIt(String offered, String answered, boolean maySend) {
        var held = agreed(caller.answer(reinvite("198.51.100.7", "a=" + offered), AddressPolicy.OTHERS));
        assertThat(held.remote().maySend()).isEqualTo(maySend);
        assertThat(held.local().sdp()).contains("a=" + answered + "\r\n", "o=- 1 1 IN IP4 192.0.2.1");
        var resumed = agreed(held.local().answer(reinvite("198.51.100.7", "a=sendrecv"), AddressPolicy.OTHERS));
        assertThat(resumed.remote().maySend()).isTrue();
    }

    @Test
    void answersTheHoldOfRfc2543() {
        var held = agreed(caller.answer(reinvite("0.0.0.0", ""), AddressPolicy.OTHERS));
        assertThat(held.remote().maySend()).isFalse();
        assertThat(held.remote().hasAddress()).isFalse();
        assertThat(held.local().sdp()).contains("a=recvonly\r\n");
    }

    @Test
    void countsItsVersionsOnlyWhenItSaysSomethingElse() {
        var first = agreed(caller.answer(reinvite("198.51.100.7", "a=sendrecv"), AddressPolicy.OTHERS));
        var same = agreed(first.local().answer(reinvite("198.51.100.7", "a=sendrecv"), AddressPolicy.OTHERS));
        var held = agreed(same.local().answer(reinvite("198.51.100.7", "a=inactive"), AddressPolicy.OTHERS));
        assertThat(first.local().sdp()).contains("o=- 1 1 "); // one codec now, three before
        assertThat(same.local().sdp()).isEqualTo(first.local().sdp());
        assertThat(held.local().sdp()).contains("o=- 1 2 ");
    }

    @Test
    void refusesOtherMediaInTheirPlaces() {
        String offer = reinvite("198.51.100.7", "")
                        .replace(
                                "m=audio",
                                "m=video 5000 RTP/AVP 31\na=rtpmap:31 H261/90000\nm=audio 7000 RTP/SAVP 0\nm=audio")
                + "m=image 6000 udptl t38\n";
        var answered = agreed(callee.answer(offer, AddressPolicy.OTHERS));
        assertThat(answered.local().sdp().lines().filter(line -> line.startsWith("m=")))
                .containsExactly(
                        "m=video 0 RTP/AVP 31",
                        "m=audio 0 RTP/SAVP 0",
                        "m=audio 40000 RTP/AVP 8 101",
                        "m=image 0 udptl t38");
        assertThat(answered.local().offerAgain().sdp().lines().filter(line -> line.startsWith("m=")))
                .hasSize(4)
                .contains("m=audio 40000 RTP/AVP 0 8 101");
    }

    @Test
    void answersWithTheNumbersOfTheOffer() {
        String offer =
                """
                v=0
                c=IN IP4 198.51.100.7
                m=audio 4000 RTP/AVP 97 110
                a=rtpmap:97 PCMA/8000
                a=rtpmap:110 telephone-event/8000
                """;
        var answered = agreed(callee.answer(offer, AddressPolicy.OTHERS));
        assertThat(answered.local().sdp())
                .contains("m=audio 40000 RTP/AVP 97 110\r\n", "a=rtpmap:97 PCMA/8000\r\n", "a=fmtp:110 0-15\r\n");
    }

    @Test
    void refusesAnOfferWithNothingInCommon() {
        String offer = "v=0\nc=IN IP4 198.51.100.7\nm=audio 4000 RTP/AVP 18\nm=video 5000 RTP/AVP 31\n";
        assertThat(callee.answer(offer, AddressPolicy.OTHERS))
                .isEqualTo(new Negotiation.Refused("no audio over RTP in a codec that we have"));
    }

    @Test
    void offersEverythingAgainWhenAsked() {
        var answered = agreed(callee.answer(caller.sdp(), AddressPolicy.OTHERS));
        LocalMedia again = answered.local().offerAgain();
        assertThat(again.sdp()).contains("m=audio 40000 RTP/AVP 0 8 101", "o=- 2 1 ");
        assertThat(caller.offerAgain().sdp()).isEqualTo(caller.sdp());
    }

    @Test
    void neverThrowsWhateverComesIn() {
        String[] seeds = {
            caller.sdp(),
            reinvite("0.0.0.0", "a=rtcp:5 IN IP6 ::1\na=ptime:20\na=maxptime:30"),
            "v=0\nc=IN IP6 2001:db8::9\nm=audio 4000 RTP/AVP 97 110\na=rtpmap:97 PCMA/8000/1\na=sendonly\n",
        };
        int agreed = 0;
        for (int seed = 0; seed < 50_000; seed++) {
            var random = new Random(seed);
            String mutated = mutate(seeds[seed % seeds.length], random);
            Negotiation outcome = random.nextBoolean()
                    ? caller.readAnswer(mutated, AddressPolicy.ANYWHERE)
                    : callee.answer(mutated, AddressPolicy.ANYWHERE);
            if (outcome instanceof Negotiation.Agreed done) {
                agreed++;
                // what we answer is itself readable
                assertThat(caller.readAnswer(done.local().sdp(), AddressPolicy.ANYWHERE))
                        .isNotNull();
            } else {
                assertThat(((Negotiation.Refused) outcome).reason())
                        .as("seed %d", seed)
                        .isNotBlank();
            }
        }
        assertThat(agreed).isBetween(1000, 49_000);
    }

    private static String mutate(String sdp, Random random) {
        var text = new StringBuilder(sdp);
        String pool = "\r\n =:/0123456789.-amcvIP\u0000\u00e9\u0661\ud83d";
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, pool.charAt(random.nextInt(pool.length())));
                case 1 -> text.insert(at, pool.charAt(random.nextInt(pool.length())));
                case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
            }
            if (text.isEmpty()) {
                return "";
            }
        }
        return text.toString();
    }

    private static String reinvite(String address, String attributes) {
        return "v=0\no=- 9 9 IN IP4 198.51.100.7\ns=-\nc=IN IP4 " + address
                + "\nt=0 0\nm=audio 4000 RTP/AVP 8 0 101\na=rtpmap:101 telephone-event/8000\n" + attributes + "\n";
    }

    private static Negotiation.Agreed agreed(Negotiation negotiation) {
        assertThat(negotiation).isInstanceOf(Negotiation.Agreed.class);
        return (Negotiation.Agreed) negotiation;
    }
}
