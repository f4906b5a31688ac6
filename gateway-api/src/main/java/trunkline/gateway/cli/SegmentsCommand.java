package trunkline.gateway.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.GatewayConfig;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.config.SmscConfig;
import trunkline.gateway.dispatch.SmsExplanation;
import trunkline.gateway.http.PhoneNumbers;
import trunkline.gateway.http.SegmentsJson;
import trunkline.gateway.message.PhoneNumber;
import trunkline.gateway.message.Transliterate;
import trunkline.gateway.route.MessageClass;
import trunkline.gateway.route.RouteQuery;
import trunkline.gateway.smsc.SmsExplainer;
import trunkline.smpp.segment.ApplicationPorts;
import trunkline.smpp.segment.DefaultAlphabet;
import trunkline.smpp.segment.EncodingSettings;
import trunkline.smpp.segment.LongMessages;
import trunkline.smpp.segment.NationalLanguage;

/** {@code segments TEXT}: how a text is encoded and split. */
@Command(
        name = "segments",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Explain how a text is encoded and split into segments, which characters cost more than one, and what"
                        + " a cheaper text would be.")
final class SegmentsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "TEXT", description = "The text of the message.")
    private String text = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(names = "--to", paramLabel = "NUMBER", description = "As the SMSC takes it that this number is routed to.")
    private @Nullable String to;

    @Option(names = "--smsc", paramLabel = "NAME", description = "As this SMSC of the configuration takes it.")
    private @Nullable String smsc;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--alphabet", description = "What data_coding 0 means: ${COMPLETION-CANDIDATES}.")
    private @Nullable DefaultAlphabet alphabet;

    @Option(names = "--long-messages", description = "How a long message goes: ${COMPLETION-CANDIDATES}.")
    private @Nullable LongMessages longMessages;

    @Option(
            names = "--languages",
            split = ",",
            paramLabel = "CODE",
            description = "Languages whose national tables may be used: tr, es, pt, ...")
    private List<String> languages = List.of();

    @Option(
            names = "--transliterate",
            description = "Replace characters by like ones where that makes it shorter: ${COMPLETION-CANDIDATES}.")
    private Transliterate transliterate = Transliterate.NONE;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InvalidConfigException {
        SmsExplanation.Outcome outcome =
                new SmsExplainer(settings(), ApplicationPorts.NONE).explain(text, transliterate);
        SmsExplanation explained = outcome.explanation();
        PrintWriter out = spec.commandLine().getOut();
        if (explained == null) {
            spec.commandLine().getErr().println("the text " + outcome.problem());
            return Main.FAILED;
        }
        out.println(json ? SegmentsJson.of(explained) : SegmentsText.of(explained));
        return Main.DONE;
    }

    /** Those of the SMSC that is named or routed to, and over them what the options say. */
    private EncodingSettings settings() throws InvalidConfigException {
        EncodingSettings base = to == null && smsc == null
                ? EncodingSettings.BASIC
                : ofSmsc(config.load().config());
        try {
            return new EncodingSettings(
                    alphabet == null ? base.alphabet() : alphabet,
                    longMessages == null ? base.longMessages() : longMessages,
                    languages.isEmpty() ? base.languages() : languages());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private EncodingSettings ofSmsc(GatewayConfig gateway) {
        String name = smsc == null ? way(gateway) : smsc;
        for (SmscConfig one : gateway.smsc()) {
            if (one.name().equals(name)) {
                return one.encoding().settings();
            }
        }
        throw new ParameterException(spec.commandLine(), "'--smsc' is '" + name + "': must name an entry of smsc");
    }

    private String way(GatewayConfig gateway) {
        PhoneNumber number = to == null ? null : PhoneNumbers.parse(to);
        if (number == null) {
            throw new ParameterException(spec.commandLine(), "'--to' is '" + to + "': " + PhoneNumbers.RULE);
        }
        String way = RouteOption.routing(gateway)
                .way(new RouteQuery(
                        MessageClass.TEXT,
                        number,
                        null,
                        "",
                        InstantSource.system().instant()));
        if (way == null) {
            throw new ParameterException(
                    spec.commandLine(), "'--to' is '" + to + "': is a number that no route for SMS matches");
        }
        return way;
    }

    private Set<NationalLanguage> languages() {
        Set<NationalLanguage> found = EnumSet.noneOf(NationalLanguage.class);
        for (String code : languages) {
            NationalLanguage language = NationalLanguage.ofIsoCode(code);
            if (language == null) {
                throw new ParameterException(
                        spec.commandLine(), "'--languages' has '" + code + "': no language with tables has this code");
            }
            found.add(language);
        }
        return found;
    }
}
