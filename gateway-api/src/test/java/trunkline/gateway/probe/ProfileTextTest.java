package trunkline.gateway.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.profile.ProfileCatalog;
import trunkline.profile.SmscProfile;

class ProfileTextTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

    @TempDir
    private Path directory;

    @Test
    void whatWasFoundIsAProfileThatLoadsAndHasItsSources() throws Exception {
        Findings findings = new Findings();
        findings.found("/smpp/bind/interface_version", "\"3.4\"", "binds taken");
        findings.found("/smpp/flow/window", "7", "seven were");
        findings.found("/smpp/receipt/states/DONE!", "delivered", "'DONE!' after stat:");
        findings.saw("one\nline");
        findings.notFound("the rate");

        Files.writeString(
                directory.resolve("x.yaml"),
                ProfileText.of(new ProfileText.Head("x", "An SMSC", "smpp-34-base"), findings, DAY));
        ProfileCatalog catalog = ProfileCatalog.shipped().withSite(directory);

        SmscProfile profile = catalog.smsc("x");
        assertThat(profile.flow().window()).isEqualTo(7);
        assertThat(profile.receipt().states()).containsEntry("DONE!", SmscProfile.ReceiptState.DELIVERED);
        assertThat(Objects.requireNonNull(catalog.file("x")).sourcesOf("/smpp/flow/window"))
                .containsExactly("observed on 2026-11-27: seven were");
        assertThat(catalog.lint()).noneMatch(finding -> finding.file().contains("x.yaml"));
    }

    @Test
    void whatAnSmscSentDoesNotBecomeYaml() throws Exception {
        Findings findings = new Findings();
        findings.found("/smpp/flow/window", "1", "\"\n  port: 1\n# \\ \u0007 \u2028");
        findings.saw("\"}\nid: other");
        findings.notFound("\nid: other");

        Files.writeString(
                directory.resolve("x.yaml"),
                ProfileText.of(new ProfileText.Head("x", "An \"SMSC\"", "smpp-34-base"), findings, DAY));

        assertThat(ProfileCatalog.shipped().withSite(directory).smsc("x").port())
                .isEqualTo(2_775);
    }
}
