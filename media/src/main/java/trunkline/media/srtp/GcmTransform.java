package trunkline.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import trunkline.media.srtp.SessionKeys.Purpose;

/** AES in Galois/counter mode (RFC 7714 §8 and §9). The JDK wants parameters of their own for each packet. */
final class GcmTransform implements Transform {

    private static final int WORD = 4;
    private static final int TAG = 16;
    private static final int NONCE = 12;

    private final Side rtp;
    private final Side rtcp;

    GcmTransform(SrtpSuite suite, SessionKeys keys) {
        this.rtp = new Side(suite, keys, Purpose.RTP_ENCRYPTION, Purpose.RTP_SALT);
        this.rtcp = new Side(suite, keys, Purpose.RTCP_ENCRYPTION, Purpose.RTCP_SALT);
    }

    @Override
    public int sealRtp(byte[] packet, int headerEnd, int end, int ssrc, long index) {
        rtp.nonce(ssrc, index);
        return rtp.seal(packet, headerEnd, end, 0);
    }

    @Override
    public int openRtp(byte[] packet, int headerEnd, int end, int ssrc, long index) {
        if (end - TAG < headerEnd) {
            return FAILED;
        }
        rtp.nonce(ssrc, index);
        return rtp.open(packet, headerEnd, end, 0);
    }

    @Override
    public int sealRtcp(byte[] packet, int end, int ssrc, int index) {
        rtcp.nonce(ssrc, index);
        Transform.putInt(packet, end + TAG, ENCRYPTED | index);
        System.arraycopy(packet, end + TAG, rtcp.word, 0, WORD);
        return rtcp.seal(packet, RTCP_HEADER, end, WORD) + WORD;
    }

    @Override
    public int openRtcp(byte[] packet, int end, int ssrc) {
        if (packet[end - WORD] >= 0) {
            return FAILED; // not encrypted
        }
        rtcp.nonce(ssrc, rtcpIndex(packet, end));
        System.arraycopy(packet, end - WORD, rtcp.word, 0, WORD);
        return rtcp.open(packet, RTCP_HEADER, end - WORD, WORD);
    }

    @Override
    public int rtcpIndex(byte[] packet, int end) {
        return Transform.getInt(packet, end - WORD) & ~ENCRYPTED;
    }

    @Override
    public int rtcpOctetsMin() {
        return RTCP_HEADER + TAG + WORD;
    }

    /** The keys for RTP or for RTCP. */
    private static final class Side {
        private final Cipher cipher;
        private final SecretKeySpec key;
        private final byte[] salt;
        private final byte[] nonce = new byte[NONCE];
        private final byte[] word = new byte[WORD];

        Side(SrtpSuite suite, SessionKeys keys, Purpose encryption, Purpose salting) {
            this.key = new SecretKeySpec(keys.derive(encryption, suite.keyOctets()), "AES");
            this.salt = keys.derive(salting, suite.saltOctets());
            try {
                this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has AES-GCM", e);
            }
        }

        /** Two octets of zeros, SSRC, index, all with the salt by exclusive or (RFC 7714 §8.1 and §9.1). */
        void nonce(int ssrc, long index) {
            System.arraycopy(salt, 0, nonce, 0, NONCE);
            for (int i = 0; i < 4; i++) {
                nonce[2 + i] ^= (byte) (ssrc >> (24 - 8 * i));
            }
            for (int i = 0; i < 6; i++) {
                nonce[6 + i] ^= (byte) (index >> (40 - 8 * i));
            }
        }

        int seal(byte[] packet, int from, int to, int wordOctets) {
            try {
                init(Cipher.ENCRYPT_MODE, packet, from, wordOctets);
                return from + cipher.doFinal(packet, from, to - from, packet, from);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the packet has room, its nonce is new", e);
            }
        }

        int open(byte[] packet, int from, int to, int wordOctets) {
            try {
                init(Cipher.DECRYPT_MODE, packet, from, wordOctets);
                return from + cipher.doFinal(packet, from, to - from, packet, from);
            } catch (AEADBadTagException e) {
                return FAILED;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the packet is longer than its tag", e);
            }
        }

        private void init(int mode, byte[] packet, int headerEnd, int wordOctets) throws GeneralSecurityException {
            cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
            cipher.updateAAD(packet, 0, headerEnd);
            cipher.updateAAD(word, 0, wordOctets);
        }
    }
}
