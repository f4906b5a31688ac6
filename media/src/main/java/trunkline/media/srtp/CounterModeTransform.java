package trunkline.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import trunkline.media.srtp.SessionKeys.Purpose;

/** AES in counter mode, authenticated by HMAC-SHA1 (RFC 3711 §4.1.1 and §4.2.1). */
final class CounterModeTransform implements Transform {

    private static final int AUTHENTICATION_OCTETS = 20;
    private static final int WORD = 4;

    private final SrtpSuite suite;
    private final Side rtp;
    private final Side rtcp;
    private final byte[] word = new byte[WORD];

    CounterModeTransform(SrtpSuite suite, SessionKeys keys) {
        this.suite = suite;
        this.rtp = new Side(suite, keys, Purpose.RTP_ENCRYPTION, Purpose.RTP_AUTHENTICATION, Purpose.RTP_SALT);
        this.rtcp = new Side(suite, keys, Purpose.RTCP_ENCRYPTION, Purpose.RTCP_AUTHENTICATION, Purpose.RTCP_SALT);
    }

    @Override
    public int sealRtp(byte[] packet, int headerEnd, int end, int ssrc, long index) {
        rtp.encrypt(packet, headerEnd, end, ssrc, index);
        byte[] tag = rtp.tag(packet, end, rollOver(index));
        System.arraycopy(tag, 0, packet, end, suite.rtpTagOctets());
        return end + suite.rtpTagOctets();
    }

    @Override
    public int openRtp(byte[] packet, int headerEnd, int end, int ssrc, long index) {
        int contentEnd = end - suite.rtpTagOctets();
        if (contentEnd < headerEnd) {
            return FAILED;
        }
        byte[] tag = rtp.tag(packet, contentEnd, rollOver(index));
        if (!fits(tag, packet, contentEnd, suite.rtpTagOctets())) {
            return FAILED;
        }
        rtp.encrypt(packet, headerEnd, contentEnd, ssrc, index);
        return contentEnd;
    }

    @Override
    public int sealRtcp(byte[] packet, int end, int ssrc, int index) {
        rtcp.encrypt(packet, RTCP_HEADER, end, ssrc, index);
        Transform.putInt(packet, end, ENCRYPTED | index);
        byte[] tag = rtcp.tag(packet, end + WORD);
        System.arraycopy(tag, 0, packet, end + WORD, suite.rtcpTagOctets());
        return end + WORD + suite.rtcpTagOctets();
    }

    @Override
    public int openRtcp(byte[] packet, int end, int ssrc) {
        int tagFrom = end - suite.rtcpTagOctets();
        int index = rtcpIndex(packet, end);
        boolean encrypted = packet[tagFrom - WORD] < 0;
        if (!encrypted || !fits(rtcp.tag(packet, tagFrom), packet, tagFrom, suite.rtcpTagOctets())) {
            return FAILED;
        }
        rtcp.encrypt(packet, RTCP_HEADER, tagFrom - WORD, ssrc, index);
        return tagFrom - WORD;
    }

    @Override
    public int rtcpIndex(byte[] packet, int end) {
        return Transform.getInt(packet, end - suite.rtcpTagOctets() - WORD) & ~ENCRYPTED;
    }

    @Override
    public int rtcpOctetsMin() {
        return RTCP_HEADER + WORD + suite.rtcpTagOctets();
    }

    private byte[] rollOver(long index) {
        Transform.putInt(word, 0, (int) (index >> 16));
        return word;
    }

    /** Compared to the end whatever the first difference: the time must not tell where it is. */
    private static boolean fits(byte[] tag, byte[] packet, int offset, int octets) {
        int difference = 0;
        for (int i = 0; i < octets; i++) {
            difference |= tag[i] ^ packet[offset + i];
        }
        return difference == 0;
    }

    /** The keys for RTP or for RTCP. */
    private static final class Side {
        private final CounterMode cipher;
        private final byte[] salt;
        private final Mac mac;
        private final byte[] start = new byte[CounterMode.BLOCK];
        private final byte[] tag = new byte[AUTHENTICATION_OCTETS];

        Side(SrtpSuite suite, SessionKeys keys, Purpose encryption, Purpose authentication, Purpose salting) {
            this.cipher = new CounterMode(keys.derive(encryption, suite.keyOctets()));
            this.salt = keys.derive(salting, suite.saltOctets());
            try {
                this.mac = Mac.getInstance("HmacSHA1");
                mac.init(new SecretKeySpec(keys.derive(authentication, AUTHENTICATION_OCTETS), "HmacSHA1"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HMAC-SHA1", e);
            }
        }

        /** Starts at salt · 2^16 + SSRC · 2^64 + index · 2^16, all by exclusive or. */
        void encrypt(byte[] packet, int from, int to, int ssrc, long index) {
            System.arraycopy(salt, 0, start, 0, salt.length);
            for (int i = 0; i < 4; i++) {
                start[4 + i] ^= (byte) (ssrc >> (24 - 8 * i));
            }
            for (int i = 0; i < 6; i++) {
                start[8 + i] ^= (byte) (index >> (40 - 8 * i));
            }
            cipher.apply(start, packet, from, to - from);
        }

        byte[] tag(byte[] packet, int end, byte[] trailer) {
            mac.update(packet, 0, end);
            mac.update(trailer);
            return finish();
        }

        byte[] tag(byte[] packet, int end) {
            mac.update(packet, 0, end);
            return finish();
        }

        private byte[] finish() {
            try {
                mac.doFinal(tag, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("there is room for the tag", e);
            }
            return tag;
        }
    }
}
