package trunkline.gateway;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code serve} as a process of its own: to be killed. */
public final class ServeProcess implements AutoCloseable {

    private static final String READY = "ready ";
    /** Options with which a process that ends soon starts sooner. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final CommandProcess process;
    private final String url;

    private ServeProcess(CommandProcess process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it on a configuration and waits for its ready line. Its log is {@code gateway.log} beside that. */
    public static ServeProcess start(Path config, String... javaOptions) throws IOException {
        return start(config, Map.of(), javaOptions);
    }

    /** The same with more variables in its environment. */
    static ServeProcess start(Path config, Map<String, String> environment, String... javaOptions) throws IOException {
        CommandProcess process =
                CommandProcess.start(log(config), environment, List.of(javaOptions), "serve", "-c", config.toString());
        String line = process.line();
        if (!line.startsWith(READY)) {
            process.close();
            throw new IOException("not ready but: " + line + "; see " + log(config));
        }
        return new ServeProcess(process, line.substring(READY.length()));
    }

    /** The API key of a new account, by the command line. */
    public static String addAccount(Path config, String name) throws IOException, InterruptedException {
        try (CommandProcess process = CommandProcess.start(
                log(config), SHORT_LIVED, "account", "add", name, "--operator", "-c", config.toString())) {
            String key = process.line();
            process.exitCode();
            return key;
        }
    }

    private static Path log(Path config) {
        return config.resolveSibling("gateway.log");
    }

    public String url() {
        return url;
    }

    public long pid() {
        return process.pid();
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
