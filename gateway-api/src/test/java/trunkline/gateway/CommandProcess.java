package trunkline.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command of {@code ./trunkline} as a process of its own. */
public final class CommandProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final BufferedReader out;

    private CommandProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts one.
     *
     * @param log where its standard error goes
     */
    public static CommandProcess start(Path log, List<String> javaOptions, String... arguments) throws IOException {
        return start(log, Map.of(), javaOptions, arguments);
    }

    /** The same with more variables in its environment. */
    static CommandProcess start(
            Path log, Map<String, String> environment, List<String> javaOptions, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "trunkline.gateway.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        return new CommandProcess(builder.start());
    }

    /** The next line that it prints; an {@link IOException} if there is none. */
    public String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the command printed no further line");
        }
        return line;
    }

    /** All that it prints from now to its end. */
    public List<String> lines() {
        return out.lines().toList();
    }

    /** Its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the command did not end within " + PATIENCE_SECONDS + " s");
        }
        return process.exitValue();
    }

    public long pid() {
        return process.pid();
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** {@code kill}: it ends what it has begun. */
    @Override
    public void close() {
        process.destroy();
        try {
            exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
