package trunkline.gateway.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import trunkline.smpp.address.Address;
import trunkline.smpp.simulator.PhoneMessage;
import trunkline.smpp.simulator.SmscBehaviour;
import trunkline.smpp.simulator.SmscSimulator;

/**
 * Steers a simulated SMSC by lines: {@code behave [OPTION...]}, {@code drop}, {@code send SYSTEM-ID FROM TO FORM TEXT},
 * {@code status}. Each is answered by a line that begins with {@code ok} or {@code error}.
 */
final class SmscControl {

    private static final int SEND_WORDS = 6;

    private final SmscSimulator smsc;
    private final SmscBehaviour as;
    private final PrintWriter answers;

    /** @param as how it behaves where {@code behave} has no option */
    SmscControl(SmscSimulator smsc, SmscBehaviour as, PrintWriter answers) {
        this.smsc = smsc;
        this.as = as;
        this.answers = answers;
    }

    /** Until the lines end. */
    void run(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                answers.println(answer(line.strip()));
                answers.flush();
            }
        }
    }

    private String answer(String line) {
        List<String> words = Arrays.asList(line.split("\\s+", SEND_WORDS));
        try {
            return switch (words.get(0)) {
                case "behave" -> behave(line.split("\\s+", -1));
                case "drop" -> {
                    smsc.dropLinks();
                    yield "ok";
                }
                case "send" -> send(words);
                case "status" ->
                    "ok binds=%d submits=%d waiting=%d".formatted(smsc.binds(), smsc.submits(), smsc.waiting());
                default -> "error: must be behave, drop, send or status";
            };
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            return "error: " + e.getMessage();
        }
    }

    private String behave(String... words) {
        SmscBehaviourOptions options = new SmscBehaviourOptions();
        new CommandLine(options)
                .registerConverter(java.time.Duration.class, new DurationConverter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(Arrays.copyOfRange(words, 1, words.length));
        smsc.behave(options.behaviour(as));
        return "ok";
    }

    private String send(List<String> words) {
        if (words.size() < SEND_WORDS) {
            return "error: must be send SYSTEM-ID FROM TO FORM TEXT, with FORM one of "
                    + Arrays.toString(PhoneMessage.Form.values());
        }
        PhoneMessage.Form form = PhoneMessage.Form.valueOf(words.get(4).toUpperCase(Locale.ROOT));
        smsc.send(
                words.get(1), new PhoneMessage(address(words.get(2)), address(words.get(3)), words.get(5), form), true);
        return "ok";
    }

    private static Address address(String number) {
        return number.startsWith("+") ? Address.international(number) : Address.shortCode(number);
    }
}
