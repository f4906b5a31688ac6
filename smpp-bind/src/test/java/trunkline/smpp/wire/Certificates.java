package trunkline.smpp.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** Self-signed certificates made by the JDK's keytool, as files in a folder of a test's. */
public final class Certificates {

    /** Of the key stores. */
    public static final String PASSWORD = "changeit";

    private final Path folder;

    public Certificates(Path folder) {
        this.folder = folder;
    }

    /**
     * One certificate with its key.
     *
     * @param certificate in PEM
     * @param key in PEM
     * @param store both in PKCS #12
     */
    public record Pair(Path certificate, Path key, Path store) {}

    /** A certificate for {@code name}, a DNS name, or an address if it begins with a digit. */
    public Pair of(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        String kind = Character.isDigit(name.charAt(0)) ? "ip" : "dns";
        run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                "key",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + kind + ":" + name,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        return new Pair(certificate(store, name), key(store, name), store);
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private Path certificate(Path store, String name) throws IOException, GeneralSecurityException {
        byte[] octets = open(store).getCertificate("key").getEncoded();
        return pem(name + ".crt", "CERTIFICATE", octets);
    }

    private Path key(Path store, String name) throws IOException, GeneralSecurityException {
        byte[] octets = open(store).getKey("key", PASSWORD.toCharArray()).getEncoded();
        return pem(name + ".key", "PRIVATE KEY", octets);
    }

    private static KeyStore open(Path store) throws IOException, GeneralSecurityException {
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            opened.load(in, PASSWORD.toCharArray());
        }
        return opened;
    }

    private Path pem(String file, String kind, byte[] octets) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(kind, lines, kind));
    }
}
