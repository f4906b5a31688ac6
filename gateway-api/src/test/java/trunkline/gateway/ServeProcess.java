package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The gateway as a process of its own, as {@code ./trunkline} runs it: to be killed. */
public final class ServeProcess implements AutoCloseable {

    private final Process process;
    private final String url;

    private ServeProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts {@code serve} on a configuration and waits for its ready line. */
    public static ServeProcess start(Path config, String... javaOptions) throws IOException {
        List<String> command = command(javaOptions);
        command.addAll(List.of("serve", "-c", config.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(config.resolveSibling("gateway.log").toFile())
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !line.startsWith("ready ")) {
            process.destroyForcibly();
            throw new IOException("not ready but: " + line + "; see " + config.resolveSibling("gateway.log"));
        }
        return new ServeProcess(process, line.substring("ready ".length()));
    }

    /** The API key of a new account, by the command line. */
    public static String addAccount(Path config, String name) throws IOException, InterruptedException {
        List<String> command = command();
        command.addAll(List.of("account", "add", name, "-c", config.toString()));
        Process process = new ProcessBuilder(command).start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String key = out.readLine();
            process.waitFor();
            return key;
        }
    }

    private static List<String> command(String... javaOptions) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(javaOptions));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "trunkline.gateway.cli.Main"));
        return command;
    }

    public String url() {
        return url;
    }

    public long pid() {
        return process.pid();
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** {@code kill}: the gateway ends what it has begun. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, SECONDS)) {
                kill();
                throw new AssertionError("the gateway did not stop within 30 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
