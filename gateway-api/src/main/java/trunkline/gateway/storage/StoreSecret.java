package trunkline.gateway.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes of texts that nobody can guess who has the store alone: short texts are soon guessed, so the hash is keyed (HMAC, RFC 2104) with
 * a secret in a file beside the store. Thread-safe.
 */
final class StoreSecret {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int OCTETS = 32;

    private final Mac mac;

    private StoreSecret(byte[] secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /** The secret in {@code file}, 64 hexadecimal digits; it is made if it is not there, for the eyes of this user alone. */
    static StoreSecret load(Path file) throws StoreUnusableException {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
            if (secret.length == OCTETS) {
                return new StoreSecret(secret);
            }
        } catch (IOException e) {
            throw new StoreUnusableException("cannot read or make " + file, e);
        } catch (IllegalArgumentException e) {
            throw new StoreUnusableException(file + " must be 64 hexadecimal digits", e);
        }
        throw new StoreUnusableException(file + " must be 64 hexadecimal digits");
    }

    /** Whole or not at all. */
    private static void make(Path file) throws IOException {
        byte[] secret = new byte[OCTETS];
        new SecureRandom().nextBytes(secret);
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(made);
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (FileChannel channel =
                FileChannel.open(made, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine)) {
            ByteBuffer octets =
                    ByteBuffer.wrap((HexFormat.of().formatHex(secret) + "\n").getBytes(StandardCharsets.US_ASCII));
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Of these octets, in hexadecimal. */
    synchronized String hash(byte[] octets) {
        return HexFormat.of().formatHex(mac.doFinal(octets));
    }
}
