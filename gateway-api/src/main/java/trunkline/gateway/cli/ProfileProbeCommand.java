package trunkline.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trunkline.gateway.config.AddressRules;
import trunkline.gateway.config.ConfigFile;
import trunkline.gateway.config.InvalidConfigException;
import trunkline.gateway.config.SmscConfig;
import trunkline.gateway.probe.Findings;
import trunkline.gateway.probe.ProbeFailedException;
import trunkline.gateway.probe.ProbePlan;
import trunkline.gateway.probe.ProfileText;
import trunkline.gateway.probe.SmscProbe;
import trunkline.gateway.smsc.SmscSettings;
import trunkline.profile.ProfileCatalog;
import trunkline.profile.ProfileKind;
import trunkline.profile.SmscProfile;
import trunkline.smpp.bind.BindSettings;
import trunkline.smpp.session.Credentials;

/** {@code profile probe}: finds out what an SMSC is like, and writes it down as a profile. */
@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = {
            "Find out what an SMSC is like over its own link, and write it down as a site profile.",
            "Sends up to 13 short messages and twice --window more to the number under --to:"
                    + " a phone of yours, since each may be delivered and charged."
        })
final class ProfileProbeCommand implements Callable<Integer> {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");
    private static final String BASE = "smpp-34-base";

    @Parameters(
            arity = "0..1",
            paramLabel = "SMSC",
            description = "An SMSC of the configuration; or --host and the like.")
    private @Nullable String name;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "NUMBER",
            description = "Who gets the messages, such as +46701234567.")
    private String to = "";

    @Option(names = "--from", description = "Their sender: a number with +, digits, or a name.")
    private String from = "Trunkline";

    @Option(names = "--host", description = "An SMSC that is not in the configuration.")
    private @Nullable String host;

    @Option(names = "--port", description = "Its TCP port.")
    private int port = 2_775;

    @Option(names = "--system-id", description = "How to bind there.")
    private @Nullable String systemId;

    @Option(names = "--password-file", description = "A file with the password.")
    private @Nullable Path passwordFile;

    @Option(names = "--system-type", description = "system_type, if it wants one.")
    private String systemType = "";

    @Option(names = "--profile", description = "What the new profile extends; that of the SMSC, or smpp-34-base.")
    private @Nullable String parent;

    @Option(names = "--window", description = "Try so many submits at once; 0 for none.")
    private int window = 20;

    @Option(names = "--receipts", description = "Wait so long for receipts.")
    private Duration receipts = Duration.ofSeconds(60);

    @Option(
            names = "--idle",
            description = "Say nothing for so long, to see whether the link is cut; 0 to leave it out.")
    private Duration idle = Duration.ofSeconds(90);

    @Option(names = "--id", required = true, description = "The id of the new profile.")
    private String id = "";

    @Option(names = "--out", description = "The file to write; profiles.d/ID.yaml if left out.")
    private @Nullable Path out;

    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InvalidConfigException, IOException, ProbeFailedException, InterruptedException {
        ConfigFile file = config.loadIfThere();
        ProfileCatalog catalog = file == null ? ProfileCatalog.shipped() : file.catalog();
        checkId(catalog);
        Path target = out == null ? Path.of("profiles.d", id + ".yaml") : out;
        if (Files.exists(target)) {
            throw bad("'--out' is '" + target + "': is there already, and is not written over");
        }
        ProbePlan plan = plan(file, catalog);
        PrintWriter err = spec.commandLine().getErr();
        err.println("probing " + plan.bind().smsc().host() + ":"
                + plan.bind().smsc().port() + " with up to " + plan.mostMessages() + " messages to " + to);
        Clock clock = Clock.systemUTC();
        Findings findings = new SmscProbe(plan, clock, err::println).run();
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String title = "SMSC at " + plan.bind().smsc().host() + ", probed " + day;
        String text =
                ProfileText.of(new ProfileText.Head(id, title, plan.parent().id()), findings, day);
        Path directory = target.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(target, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        print(findings, target);
        return Main.DONE;
    }

    private void print(Findings findings, Path target) {
        PrintWriter print = spec.commandLine().getOut();
        findings.pointers().forEach(pointer -> {
            Findings.Found found = findings.values().get(pointer);
            if (found != null) {
                print.printf("%-40s %-20s %s%n", pointer, found.value(), found.evidence());
            }
        });
        findings.notFound().forEach(open -> print.printf("not found out: %s%n", open));
        print.printf("written to %s%n", target);
        print.flush();
    }

    private void checkId(ProfileCatalog catalog) {
        if (!ID.matcher(id).matches()) {
            throw bad("'--id' is '" + id + "': must be 1 to 48 lower-case letters, digits and dashes");
        }
        if (catalog.file(id) != null) {
            throw bad("'--id' is '" + id + "': there is a profile of that name");
        }
    }

    private ProbePlan plan(@Nullable ConfigFile file, ProfileCatalog catalog) throws IOException {
        try {
            ProbePlan.Limits limits = new ProbePlan.Limits(window, receipts, idle);
            return name == null ? ofOptions(catalog, limits) : ofConfig(smsc(file, name), catalog, limits);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private SmscConfig smsc(@Nullable ConfigFile file, String wanted) {
        if (host != null || systemId != null || passwordFile != null) {
            throw bad("an SMSC of the configuration and --host, --system-id, --password-file do not go together");
        }
        return (file == null ? List.<SmscConfig>of() : file.config().smsc())
                .stream()
                        .filter(one -> one.name().equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> bad("'" + wanted + "' is no SMSC of the configuration"));
    }

    private ProbePlan ofConfig(SmscConfig smsc, ProfileCatalog catalog, ProbePlan.Limits limits) {
        AddressRules addresses = smsc.encoding().addresses();
        return new ProbePlan(
                SmscSettings.binds(smsc).get(0),
                smsc.session().pairs(),
                parent(catalog, smsc.profile().id()),
                addresses.sender(from),
                addresses.recipient(to),
                limits);
    }

    private ProbePlan ofOptions(ProfileCatalog catalog, ProbePlan.Limits limits) throws IOException {
        if (host == null || systemId == null) {
            throw bad("either an SMSC of the configuration is needed, or --host and --system-id");
        }
        String password =
                passwordFile == null ? "" : Files.readString(passwordFile).stripTrailing();
        Credentials credentials = new Credentials(systemId, password, systemType);
        return new ProbePlan(
                BindSettings.of(id, host, port, credentials),
                false,
                parent(catalog, BASE),
                AddressRules.USUAL.sender(from),
                AddressRules.USUAL.recipient(to),
                limits);
    }

    private SmscProfile parent(ProfileCatalog catalog, String usual) {
        String wanted = parent == null ? usual : parent;
        if (!catalog.names(ProfileKind.SMSC).contains(wanted)) {
            throw bad("'--profile' is '" + wanted + "': must be one of " + catalog.names(ProfileKind.SMSC));
        }
        return catalog.smsc(wanted);
    }

    private ParameterException bad(String what) {
        return new ParameterException(spec.commandLine(), what);
    }
}
