package trunkline.gateway.profile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trunkline.gateway.TestGateway;
import trunkline.gateway.simulator.SmscGuise;
import trunkline.profile.ProfileCatalog;
import trunkline.smpp.simulator.SimulatorSettings;

/** What an SMSC needs before anything can be sent: both sides of it. */
class SmscBindQuirksIT {

    @TempDir
    private Path directory;

    @Test
    @Proves("/smpp/port")
    void anSmscOnAPortOfItsOwnIsNotFoundOnTheUsualOne() throws Exception {
        int port = closedPort();
        write("device", "port: " + port);
        write("elsewhere", "port: " + closedPort());
        WatchedSmsc smsc = smsc("device", port);
        try (smsc;
                TestGateway gateway = TestGateway.start(
                        directory,
                        """
                        smsc:
                          - {name: with, profile: device, host: 127.0.0.1, system-id: with}
                          - {name: without, profile: elsewhere, host: 127.0.0.1, system-id: without}
                        """)) {
            await().atMost(20, SECONDS).until(() -> Sides.isUp(gateway, "with"));
            assertThat(Sides.isUp(gateway, "without")).isFalse();
            assertThat(smsc.binds("without")).isZero();
        }
    }

    @Test
    @Proves("/smpp/bind/system_type")
    void anSmscThatWantsASystemTypeRefusesABindWithoutIt() throws Exception {
        write("device", "bind: {system_type: required}");
        WatchedSmsc smsc = smsc("device", 0);
        try (smsc;
                TestGateway gateway = TestGateway.start(
                        directory,
                        """
                        smsc:
                          - {name: with, profile: device, host: 127.0.0.1, port: %1$d, system-id: with, system-type: "4711"}
                          - {name: without, host: 127.0.0.1, port: %1$d, system-id: without}
                        """
                                .formatted(smsc.port()))) {
            await().atMost(20, SECONDS).until(() -> smsc.binds("without") > 0);
            await().atMost(20, SECONDS).until(() -> Sides.isUp(gateway, "with"));
            assertThat(Sides.isUp(gateway, "without")).isFalse();
        }
        assertThatThrownBy(() -> TestGateway.start(
                        directory, "smsc: [{name: a, profile: device, host: 127.0.0.1, system-id: gw}]"))
                .hasMessageContaining("'smsc[a].system-type' is '': must be set: device refuses a bind without it");
    }

    @Test
    @Proves("/smpp/bind/interface_version")
    void anSmscOfAnOlderVersionTakesPairsOnly() throws Exception {
        write("device", "bind: {interface_version: \"3.3\"}");
        WatchedSmsc smsc = smsc("device", 0);
        try (smsc;
                TestGateway gateway = TestGateway.start(
                        directory,
                        """
                        smsc:
                          - {name: with, profile: device, host: 127.0.0.1, port: %1$d, system-id: with}
                          - {name: without, host: 127.0.0.1, port: %1$d, system-id: without}
                        """
                                .formatted(smsc.port()))) {
            await().atMost(20, SECONDS).until(() -> smsc.binds("without") > 0);
            await().atMost(20, SECONDS).until(() -> Sides.isUp(gateway, "with"));
            assertThat(Sides.isUp(gateway, "without")).isFalse();
        }
    }

    @Test
    @Proves("/smpp/bind/max_binds")
    void anSmscThatTakesTwoBindsRefusesTheThird() throws Exception {
        write("device", "bind: {max_binds: 2}");
        WatchedSmsc smsc = smsc("device", 0);
        try (smsc;
                TestGateway gateway = TestGateway.start(
                        directory,
                        """
                        smsc:
                          - {name: with, profile: device, host: 127.0.0.1, port: %1$d, system-id: with, binds: 2}
                          - {name: without, host: 127.0.0.1, port: %1$d, system-id: without, binds: 3}
                        """
                                .formatted(smsc.port()))) {
            await().atMost(20, SECONDS).until(() -> smsc.refusedBinds("without") > 0);
            await().atMost(20, SECONDS).until(() -> smsc.binds("with") == 2);
            assertThat(smsc.refusedBinds("with")).isZero();
            await().atMost(20, SECONDS).until(() -> Sides.isUp(gateway, "with"));
        }
        assertThatThrownBy(() -> TestGateway.start(
                        directory, "smsc: [{name: a, profile: device, host: 127.0.0.1, system-id: gw, binds: 3}]"))
                .hasMessageContaining("'smsc[a].binds' is '3': must be 1 to 2");
    }

    @Test
    @Proves("/smpp/tls/port")
    void anSmscSpeaksTlsOnAPortOfItsOwn() throws Exception {
        int port = closedPort();
        write("device", "tls: {port: " + port + "}");
        write("elsewhere", "tls: {port: " + closedPort() + "}");
        SimulatorSettings.Tls certificate = TestCertificate.in(directory);
        ProfileCatalog catalog = ProfileCatalog.shipped().withSite(directory.resolve("profiles.d"));
        WatchedSmsc smsc = new WatchedSmsc(
                SimulatorSettings.LOOPBACK.withPort(port).withTls(certificate),
                SmscGuise.behaviour(catalog.smsc("device")));
        smsc.start();
        try (smsc;
                TestGateway gateway = TestGateway.start(
                        directory,
                        """
                        smsc:
                          - {name: with, profile: device, host: 127.0.0.1, system-id: with, tls: {trust: %1$s, check-name: false}}
                          - {name: without, profile: elsewhere, host: 127.0.0.1, system-id: without, tls: {trust: %1$s, check-name: false}}
                        """
                                .formatted(certificate.certificate()))) {
            await().atMost(20, SECONDS).until(() -> Sides.isUp(gateway, "with"));
            assertThat(Sides.isUp(gateway, "without")).isFalse();
            assertThat(smsc.binds("without")).isZero();
        }
    }

    private WatchedSmsc smsc(String profile, int port) throws Exception {
        ProfileCatalog catalog = ProfileCatalog.shipped().withSite(directory.resolve("profiles.d"));
        WatchedSmsc smsc =
                new WatchedSmsc(SimulatorSettings.LOOPBACK.withPort(port), SmscGuise.behaviour(catalog.smsc(profile)));
        smsc.start();
        return smsc;
    }

    private void write(String id, String smpp) throws IOException {
        QuirkLab.write(Files.createDirectories(directory.resolve("profiles.d")), id, smpp);
    }

    /** One that was free a moment ago. */
    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
