package trunkline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A curl command that stands in a page of the docs, indented, over as many lines as its backslashes and quotes want.
 *
 * @param answer the indented lines after the empty one below it; empty if there are none
 */
record DocumentedCurl(String command, String answer) {

    private static final String INDENT = "    ";

    /** All of a page of {@code docs}, in order. */
    static List<DocumentedCurl> in(String page) throws IOException {
        List<DocumentedCurl> commands = new ArrayList<>();
        List<String> lines = Files.readAllLines(Path.of("..", "docs", page + ".md"));
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(INDENT + "curl ")) {
                continue;
            }
            StringBuilder command = new StringBuilder(lines.get(i));
            while (goesOn(command)) {
                command.append('\n').append(lines.get(++i));
            }
            boolean isAnswered = i + 1 < lines.size() && lines.get(i + 1).isBlank();
            commands.add(new DocumentedCurl(command.toString(), isAnswered ? indented(lines, i + 2) : ""));
        }
        return commands;
    }

    private static boolean goesOn(CharSequence command) {
        return command.charAt(command.length() - 1) == '\\'
                || command.chars().filter(c -> c == '\'').count() % 2 == 1;
    }

    private static String indented(List<String> lines, int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < lines.size() && lines.get(i).startsWith(INDENT); i++) {
            text.append(lines.get(i)).append('\n');
        }
        return text.toString();
    }

    /**
     * What it prints against this gateway, for its account, in a directory of files.
     *
     * @param options more of curl's
     * @param id what {@code $ID} stands for
     */
    String run(TestGateway gateway, Path directory, String options, String id)
            throws IOException, InterruptedException {
        String local = command.replace("http://127.0.0.1:8080", "http://127.0.0.1:" + gateway.port())
                .replace(INDENT + "curl ", "curl -sS " + options + " ")
                .replaceAll("-u [a-z]+:", "-u \\$NAME:");
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", local).directory(directory.toFile());
        bash.environment().put("KEY", gateway.key());
        bash.environment().put("NAME", gateway.account());
        bash.environment().put("ID", id);
        Process process = bash.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** Skips the test where there is no curl, unless {@code TRUNKLINE_INTEROP=required}. */
    static void require() throws IOException, InterruptedException {
        boolean there =
                new ProcessBuilder("bash", "-c", "command -v curl").start().waitFor() == 0;
        if ("required".equals(System.getenv("TRUNKLINE_INTEROP"))) {
            assertThat(there).as("curl is installed").isTrue();
        }
        Assumptions.assumeTrue(there, "curl is not installed");
    }
}
