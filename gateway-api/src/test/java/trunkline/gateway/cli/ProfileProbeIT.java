package trunkline.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import trunkline.gateway.JsmppSmsc;
import trunkline.gateway.simulator.SmscGuise;
import trunkline.profile.EffectiveProfile;
import trunkline.profile.Overrides;
import trunkline.profile.ProfileCatalog;
import trunkline.profile.SmscProfile;
import trunkline.smpp.simulator.SimulatorListener;
import trunkline.smpp.simulator.SimulatorSettings;
import trunkline.smpp.simulator.SmscBehaviour.Responses;
import trunkline.smpp.simulator.SmscSimulator;

/** {@code profile probe} finds what an SMSC is like: of the simulator in two guises, and of jsmpp's. */
class ProfileProbeIT {

    /** So slow that submits wait side by side, even where the machine is busy. */
    private static final Responses SLOW = Responses.after(Duration.ofMillis(400));

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** The profile that is written, as it holds; its own values alone say what was found. */
    private SmscProfile probed(int port, String... more) throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "jpwd\n");
        Path site = directory.resolve("profiles.d");
        CommandLine line = Main.line();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] usual = {
            "profile",
            "probe",
            "--host=127.0.0.1",
            "--port=" + port,
            "--system-id=j",
            "--password-file=" + password,
            "--to=+46736265449",
            "--id=found",
            "--out=" + site.resolve("found.yaml"),
            "--receipts=30s"
        };
        String[] arguments = Arrays.copyOf(usual, usual.length + more.length);
        System.arraycopy(more, 0, arguments, usual.length, more.length);
        int exit = Main.run(line, arguments);
        assertThat(exit).as("%s%s", out, err).isZero();

        ProfileCatalog catalog = ProfileCatalog.shipped().withSite(site);
        EffectiveProfile effective = catalog.effective(Objects.requireNonNull(catalog.file("found")), Overrides.NONE);
        assertThat(catalog.lint()).noneMatch(finding -> finding.file().contains("found"));
        assertThat(ProfileCatalog.lint(effective)).isEmpty();
        return catalog.smsc("found");
    }

    private static SmscSimulator simulator(SmscProfile guise) {
        return new SmscSimulator(
                new SimulatorSettings("127.0.0.1", 0, "j", "jpwd", 1),
                SmscGuise.behaviour(guise).withResponses(SLOW),
                SimulatorListener.NONE);
    }

    private SmscProfile guise(String yaml) throws Exception {
        Path guises = Files.createDirectory(directory.resolve("guises"));
        Files.writeString(guises.resolve("guise.yaml"), yaml);
        return ProfileCatalog.shipped().withSite(guises).smsc("guise");
    }

    @Test
    void ofVonageItFindsTheBasesOfIdsAndTheDates() throws Exception {
        SmscProfile vonage = ProfileCatalog.shipped().smsc("vonage");
        try (SmscSimulator smsc = simulator(vonage)) {
            smsc.start();

            SmscProfile found = probed(smsc.port(), "--window=0", "--idle=0");

            assertThat(found.ids().submitResponse().base()).isEqualTo(SmscProfile.IdBase.HEX);
            assertThat(found.ids().receiptText())
                    .isEqualTo(new SmscProfile.IdForm(SmscProfile.IdBase.DECIMAL, true, false));
            assertThat(found.receipt().dateFormats()).containsExactly("YYMMDDhhmm");
            assertThat(found.receipt().sniffText()).isFalse();
            assertThat(found.alphabet().flash()).isEqualTo(SmscProfile.Flash.GENERAL);
            assertThat(found.bind().systemType()).isEqualTo(SmscProfile.Presence.OPTIONAL);
            assertThat(out.toString())
                    .contains("not found out: the window: not tried", "what data_coding 0 stands for");
        }
    }

    @Test
    void ofABoxWithEveryOtherQuirkItFindsEachOfThem() throws Exception {
        SmscProfile box = guise(
                """
                schema: 1
                kind: smsc
                id: guise
                title: A box with quirks
                extends: jasmin
                verified: unverified
                smpp:
                  bind: {system_type: required}
                  timers: {inactivity: 2s}
                  flow: {window: 3}
                  alphabet: {flash: message-class}
                  receipt: {sniff_text: true, date_formats: [YYYYMMDDhhmmss]}
                """);
        try (SmscSimulator smsc = simulator(box)) {
            smsc.start();

            SmscProfile found = probed(smsc.port(), "--system-type=BOX", "--window=5", "--idle=20s");

            assertThat(found.bind().systemType()).isEqualTo(SmscProfile.Presence.REQUIRED);
            assertThat(found.ids().submitResponse())
                    .isEqualTo(new SmscProfile.IdForm(SmscProfile.IdBase.OPAQUE, false, true));
            assertThat(found.ids().receiptText()).isEqualTo(box.ids().receiptText());
            assertThat(found.flow().window()).isEqualTo(3);
            assertThat(found.timers().inactivity()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
            assertThat(found.alphabet().flash()).isEqualTo(SmscProfile.Flash.MESSAGE_CLASS);
            assertThat(found.receipt().sniffText()).isTrue();
            assertThat(found.receipt().dateFormats()).containsExactly("YYYYMMDDhhmmss");
        }
    }

    @Test
    void ofJsmppsSimulatorItFindsThatIdsAreHexadecimalAndDecimalInReceipts() throws Exception {
        try (JsmppSmsc smsc = new JsmppSmsc()) {
            SmscProfile found = probed(smsc.port(), "--window=5", "--idle=0");

            assertThat(found.ids().submitResponse().base()).isEqualTo(SmscProfile.IdBase.HEX);
            assertThat(found.ids().receiptText().base()).isEqualTo(SmscProfile.IdBase.DECIMAL);
            assertThat(found.flow().window()).isEqualTo(5);
        }
    }

    @Test
    void withAWrongPasswordItSaysSoAfterOneAttemptAndWritesNothing() throws Exception {
        try (SmscSimulator smsc = new SmscSimulator(
                new SimulatorSettings("127.0.0.1", 0, "j", "other", 1),
                SmscGuise.behaviour(ProfileCatalog.shipped().smsc("vonage")),
                SimulatorListener.NONE)) {
            smsc.start();
            CommandLine line = Main.line();
            line.setErr(new PrintWriter(err, true));
            Path target = directory.resolve("found.yaml");

            int exit = Main.run(
                    line,
                    "profile",
                    "probe",
                    "--host=127.0.0.1",
                    "--port=" + smsc.port(),
                    "--system-id=j",
                    "--to=+46736265449",
                    "--id=found",
                    "--out=" + target);

            assertThat(exit).isEqualTo(1);
            assertThat(err.toString())
                    .contains("no bind: BIND_REFUSED: ESME_RINVPASWD")
                    .containsOnlyOnce("bind with");
            assertThat(target).doesNotExist();
        }
    }
}
